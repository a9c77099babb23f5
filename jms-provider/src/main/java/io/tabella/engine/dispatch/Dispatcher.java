package io.tabella.engine.dispatch;

import io.tabella.engine.delivery.Outlet;
import io.tabella.engine.delivery.Sink;
import io.tabella.engine.transaction.HandOff;
import io.tabella.engine.transaction.Lane;
import io.tabella.store.Claimed;
import io.tabella.store.EntryKey;
import io.tabella.store.QueueEntry;
import io.tabella.store.ScanStart;
import io.tabella.store.StoreException;
import io.tabella.store.StoredMessage;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One queue in this node: its buffer, and who gets what is in it. For all threads. */
public final class Dispatcher implements HandOff {

  private final QueueName name;
  private final DispatchContext context;
  private final ClaimLoop claims;

  private final ReentrantLock bufferLock = new ReentrantLock();
  private final Condition released = bufferLock.newCondition();
  private final PrefetchBuffer buffer;
  private final HandOffGate gate = new HandOffGate();
  private final LowWaterMarks marks;
  private final ClaimSize claimSize;
  private final Readers readers;
  private int releasing;
  private boolean scanWanted;
  private @Nullable StoreException ended;

  /** A queue by its id and by its name. */
  public record QueueName(long id, String name) {}

  Dispatcher(QueueName name, DispatchContext context, Claimer claimer) {
    this.name = name;
    this.context = context;
    DispatchConfig config = context.config();
    this.buffer = new PrefetchBuffer(config.capacity());
    this.marks = new LowWaterMarks(name.id(), now());
    this.claimSize = new ClaimSize(config.prefetch(), now());
    this.readers = new Readers(config.hold(), now());
    this.claims = new ClaimLoop(this, claimer, context);
  }

  @Override
  public long queue() {
    return name.id();
  }

  /** The queue's name. */
  public String name() {
    return name.name();
  }

  /** The queue as a sender sees it. */
  public Outlet outlet() {
    return new QueueOutlet(this);
  }

  /**
   * A consumer of this queue, not active yet.
   *
   * @param lane its session's, for what has to be stored before a delivery
   */
  public QueueReader attach(Sink sink, Lane lane) {
    claims.register();
    return new QueueReader(this, sink, lane);
  }

  /**
   * Hands a non-persistent message to a consumer in this JVM, without storing it.
   *
   * @return false if it has to be stored: nobody here is hungry, or older ones may be waiting
   */
  boolean offerVolatile(StoredMessage message) {
    return locked(
        signals -> {
          throwIfEnded();
          if (!isTrusted() || !accepts(1, message.size())) {
            return false;
          }
          buffer.unreserve(1, message.size());
          buffer.add(QueueDelivery.unstored(this, context, message));
          wake(1, signals);
          return true;
        });
  }

  // What lanes bring.

  @Override
  public boolean admit(int entries, long bytes) {
    return locked(
        signals -> {
          boolean admitted = accepts(entries, bytes);
          if (!admitted) {
            gate.unclaimedBegins(entries);
          }
          return admitted;
        });
  }

  @Override
  public void written(List<QueueEntry> bornClaimed, long admittedBytes, List<EntryKey> unclaimed) {
    guarded(
        signals -> {
          buffer.unreserve(bornClaimed.size(), admittedBytes);
          keep(bornClaimed, signals);
          gate.unclaimedEnds(unclaimed.size());
          marks.lowerTo(unclaimed);
          signals.scan(wantsScan() || isLeftOver(), claims);
        });
  }

  @Override
  public void withdrawn(int bornClaimed, long admittedBytes, int unclaimed) {
    guarded(
        signals -> {
          buffer.unreserve(bornClaimed, admittedBytes);
          gate.unclaimedEnds(unclaimed);
          released.signalAll();
          signals.scan(wantsScan(), claims);
        });
  }

  private boolean accepts(int entries, long bytes) {
    return gate.isOpen() && isHungry() && buffer.reserve(entries, bytes);
  }

  private void keep(List<QueueEntry> entries, Signals signals) {
    if (ended == null) {
      entries.forEach(entry -> buffer.add(new QueueDelivery(this, entry, true)));
      wake(entries.size(), signals);
    }
  }

  // What readers take and give back.

  /** The first delivery, or null, and the reader then waits. */
  @Nullable QueueDelivery take(QueueReader reader) {
    return locked(
        signals -> {
          throwIfEnded();
          return reader.isActive() ? takeFirst(reader, signals) : null;
        });
  }

  private @Nullable QueueDelivery takeFirst(QueueReader reader, Signals signals) {
    QueueDelivery first = isTrusted() ? buffer.pollFirst() : null;
    if (first == null) {
      readers.waits(reader, now());
    } else {
      readers.takes(reader, now());
      wake(Math.min(1, buffer.size()), signals);
    }
    signals.scan(wantsScan(), claims);
    return first;
  }

  /** The reader does not wait any more; what it may have been woken for goes to another. */
  void stopWaiting(QueueReader reader) {
    guarded(
        signals -> {
          if (!readers.leaves(reader)) {
            wake(Math.min(1, buffer.size()), signals);
          }
        });
  }

  void putBack(QueueDelivery delivery) {
    guarded(
        signals -> {
          if (ended == null) {
            buffer.add(delivery);
            wake(1, signals);
            signals.scan(isLeftOver(), claims);
          }
        });
  }

  void activated() {
    guarded(signals -> readers.activated());
  }

  void deactivated(QueueReader reader) {
    stopWaiting(reader);
    guarded(
        signals -> {
          readers.deactivated();
          signals.scan(isLeftOver(), claims);
        });
  }

  /** Scans the database for the reader that waits; see {@link QueueReader#pollNow}. */
  ClaimLoop claims() {
    return claims;
  }

  DispatchContext context() {
    return context;
  }

  /** Waits until nothing is held here that no active reader would take; gives up after a while. */
  void awaitReleased(long nanos) {
    long left = nanos;
    bufferLock.lock();
    try {
      while (isStillHeld() && left > 0) {
        left = released.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      bufferLock.unlock();
    }
  }

  private boolean isStillHeld() {
    return !readers.isAnyActive()
        && ended == null
        && (!buffer.isEmpty() || buffer.isExpecting() || releasing > 0);
  }

  // What the claim loop does.

  /** Where to look, and for how much; null if nobody here is hungry, or there is no room. */
  @Nullable ScanRoom scanBegins(boolean fromBeginning) {
    return locked(
        signals -> {
          scanWanted = false;
          return isHungry() && hasRoomForScan() ? newScan(fromBeginning) : null;
        });
  }

  private ScanRoom newScan(boolean fromBeginning) {
    claimSize.scanBegins(now());
    ScanStart start = marks.scanBegins(fromBeginning, now());
    int entries = Math.min(claimSize.entries(), buffer.room());
    return new ScanRoom(gate.scanBegins(), start, entries, buffer.roomBytes());
  }

  /** A scan has ended that began at a time of the database's clock and took so many nanoseconds. */
  void scanEnds(ScanRoom scan, Claimed claimed, long begunAt, long took) {
    guarded(
        signals -> {
          keep(claimed.entries(), signals);
          gate.scanEnds(scan.token(), claimed.full());
          claimSize.scanEnds(claimed.full());
          marks.scanned(claimed.entries(), claimed.full(), begunAt);
          if (scan.start().isBeginning()) {
            marks.scannedFromBeginning(now(), took);
          }
          // A lane that is writing asks when it has written; until then a scan could open no gate.
          boolean again = (claimed.full() || !gate.isWriting()) && wantsScan();
          signals.scan(again || isLeftOver(), claims);
        });
  }

  /** The reaper would look into this queue from now on. */
  void announced() {
    guarded(signals -> gate.announced());
  }

  boolean isAnnounced() {
    return locked(signals -> gate.isAnnounced());
  }

  /**
   * Takes out what nobody here looks for; {@link #isReleased} or its contrary follows. What lanes
   * are about to bring goes with it, or it would be delivered before older ones that have left.
   */
  List<QueueDelivery> takeIdle() {
    return locked(signals -> isHungry() || buffer.isExpecting() ? List.of() : takeAll());
  }

  /** The same of all that is here, hungry readers or not: the node stops. */
  List<QueueDelivery> takeForStop() {
    return locked(signals -> takeAll());
  }

  private List<QueueDelivery> takeAll() {
    gate.close();
    List<QueueDelivery> all = buffer.drain();
    releasing += all.size();
    return all;
  }

  /** What was taken out is ready in the database again. */
  void isReleased(List<QueueDelivery> deliveries) {
    guarded(
        signals -> {
          releasing -= deliveries.size();
          marks.lowerTo(deliveries.stream().map(QueueDelivery::key).toList());
          released.signalAll();
        });
  }

  /** What was taken out could not be released now. */
  void isNotReleased(List<QueueDelivery> deliveries) {
    guarded(
        signals -> {
          releasing -= deliveries.size();
          if (ended == null) {
            deliveries.forEach(buffer::add);
          }
        });
  }

  /** Wakes a reader if something is here: covers a reader that could not take it when it came. */
  void nudge() {
    guarded(signals -> wake(Math.min(1, buffer.size()), signals));
  }

  /** Other rows have become ready, somewhere. */
  void lookEverywhere() {
    guarded(
        signals -> {
          marks.reset();
          gate.close();
          signals.scan(wantsScan(), claims);
        });
  }

  /** The node has ended: nothing here is ours any more. */
  void end(StoreException cause) {
    guarded(
        signals -> {
          ended = cause;
          buffer.drain();
          readers.wakeAll(signals);
          released.signalAll();
        });
    claims.end(cause);
  }

  // Under the lock.

  private void wake(int count, Signals signals) {
    readers.wake(count, now(), signals);
  }

  /** Whether something is here that nobody here takes. */
  private boolean isLeftOver() {
    return !readers.isAnyActive() && !buffer.isEmpty();
  }

  /** Whether a reader here would take a message soon. */
  private boolean isHungry() {
    return ended == null && readers.areHungry(now());
  }

  /**
   * While lanes hand over directly there is always some room for a scan, for others' entries. Else
   * scans bring all there is, and must not take more than is used up soon.
   */
  private boolean hasRoomForScan() {
    return buffer.room() > 0
        && buffer.roomBytes() > 0
        && (gate.isOpen() || buffer.size() <= claimSize.entries() / 2);
  }

  private boolean wantsScan() {
    boolean wanted = !scanWanted && !gate.isOpen() && isHungry() && hasRoomForScan();
    scanWanted |= wanted;
    return wanted;
  }

  private boolean isTrusted() {
    return context.membership().lease().isTrusted();
  }

  private void throwIfEnded() {
    if (ended != null) {
      throw ended;
    }
  }

  private long now() {
    return context.ticker().nanos();
  }

  private <T extends @Nullable Object> T locked(Function<Signals, T> step) {
    return Signals.locked(bufferLock, step);
  }

  private void guarded(Consumer<Signals> step) {
    locked(
        signals -> {
          step.accept(signals);
          return true;
        });
  }
}
