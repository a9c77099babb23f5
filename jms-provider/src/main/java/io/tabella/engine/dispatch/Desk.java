package io.tabella.engine.dispatch;

import io.tabella.engine.delivery.MessageFilter;
import io.tabella.store.EntryKey;
import io.tabella.store.QueueEntry;
import io.tabella.store.StoreException;
import io.tabella.store.StoredMessage;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Where consumers get a queue's messages in this node: those without a selector at one desk, those
 * with the same selector at another. Owns the buffer, and knows who waits. For all threads.
 */
final class Desk {

  private final Dispatcher dispatcher;
  private final MessageFilter filter;
  private final DispatchContext context;
  private final ClaimLoop claims;

  private final ReentrantLock bufferLock = new ReentrantLock();
  private final Condition released = bufferLock.newCondition();
  private final PrefetchBuffer buffer;
  private final HandOffGate gate = new HandOffGate();
  private final ScanPlan plan;
  private final Readers readers;
  private int releasing;
  private boolean scanWanted;
  private boolean abandoned;
  private @Nullable StoreException ended;

  /**
   * A desk that nobody has come to.
   *
   * @param filter which messages it gives out
   */
  Desk(Dispatcher dispatcher, MessageFilter filter, DispatchContext context, Claimer claimer) {
    this.dispatcher = dispatcher;
    this.filter = filter;
    this.context = context;
    DispatchConfig config = context.config();
    this.buffer = new PrefetchBuffer(config.capacity());
    this.plan = new ScanPlan(this::takesAll, dispatcher.queue(), config.prefetch(), now());
    this.readers = new Readers(config.hold(), now());
    this.claims = new ClaimLoop(this, claimer, context);
  }

  /** The queue that it belongs to. */
  Dispatcher dispatcher() {
    return dispatcher;
  }

  /** Whether it gives out whatever comes, and not only what a selector wants, or groups let it. */
  boolean takesAll() {
    return filter == MessageFilter.ALL && !dispatcher.isGrouping();
  }

  MessageFilter filter() {
    return filter;
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

  /**
   * {@link io.tabella.engine.transaction.HandOff#admit}.
   *
   * @param wanted false if the entries are to lie in the database in any case
   */
  boolean admit(int entries, long bytes, boolean wanted) {
    return locked(
        signals -> {
          boolean admitted = wanted && accepts(entries, bytes);
          if (!admitted) {
            gate.unclaimedBegins(entries);
          }
          return admitted;
        });
  }

  /** {@link io.tabella.engine.transaction.HandOff#written}. */
  void written(List<QueueEntry> bornClaimed, long admittedBytes, List<EntryKey> unclaimed) {
    guarded(
        signals -> {
          buffer.unreserve(bornClaimed.size(), admittedBytes);
          keep(bornClaimed, signals);
          gate.unclaimedEnds(unclaimed.size());
          plan.lowerTo(unclaimed);
          signals.scan(wantsScan() || isLeftOver(), claims);
        });
  }

  /** {@link #ready}, if it was another desk that gave them back. */
  void readyUnless(Desk from, List<EntryKey> keys) {
    if (from != this) {
      ready(keys);
    }
  }

  /** Entries are ready that a scan may have passed. */
  void ready(List<EntryKey> keys) {
    if (keys.isEmpty()) {
      return;
    }
    guarded(
        signals -> {
          gate.close();
          plan.lowerTo(keys);
          signals.scan(wantsScan(), claims);
        });
  }

  /** {@link io.tabella.engine.transaction.HandOff#withdrawn}. */
  void withdrawn(int bornClaimed, long admittedBytes, int unclaimed) {
    guarded(
        signals -> {
          buffer.unreserve(bornClaimed, admittedBytes);
          gate.unclaimedEnds(unclaimed);
          released.signalAll();
          signals.scan(wantsScan(), claims);
        });
  }

  private boolean accepts(int entries, long bytes) {
    return gate.isOpen() && isHungry() && fits(entries) && buffer.reserve(entries, bytes);
  }

  private boolean fits(int entries) {
    return !dispatcher.isLastValue() || entries <= room();
  }

  /** What lies in a buffer cannot be replaced: newest values are claimed for who waits only. */
  private int room() {
    return dispatcher.isLastValue()
        ? Math.max(0, Math.min(buffer.room(), readers.waiting() - buffer.used()))
        : buffer.room();
  }

  private void keep(List<QueueEntry> entries, Signals signals) {
    if (ended == null) {
      entries.forEach(this::keep);
      wake(entries.size(), signals);
    }
  }

  private void keep(QueueEntry entry) {
    String group = dispatcher.groupOf(entry.message());
    QueueDelivery delivery = new QueueDelivery(this, entry, true, group);
    buffer.add(delivery);
    dispatcher.grouping().buffered(group, now());
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
    boolean may = isTrusted() && !dispatcher.isPaused();
    QueueDelivery first = may ? pollFirst(reader) : null;
    if (first == null) {
      readers.waits(reader, now());
    } else {
      readers.takes(reader, now());
      wake(Math.min(1, buffer.size()), signals);
    }
    signals.scan(wantsScan(), claims);
    return first;
  }

  private @Nullable QueueDelivery pollFirst(QueueReader reader) {
    if (!dispatcher.isGrouping()) {
      return buffer.pollFirst();
    }
    Grouping grouping = dispatcher.grouping();
    QueueDelivery first = buffer.pollFirst(it -> grouping.mayTake(it.group(), reader));
    if (first != null) {
      grouping.taken(first.group(), reader, now());
    }
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
          dispatcher.grouping().cameBack(delivery.group(), now());
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
          return isHungry() && hasRoomForScan()
              ? plan.begin(fromBeginning, gate.scanBegins(), room(), buffer.roomBytes(), now())
              : null;
        });
  }

  /** A scan has ended that began at a time of the database's clock and took so many nanoseconds. */
  void scanEnds(ScanRoom scan, Found claimed, long begunAt, long took) {
    guarded(
        signals -> {
          keep(claimed.entries(), signals);
          gate.scanEnds(scan.token(), claimed.full());
          plan.ended(scan, claimed, begunAt, took, now());
          if (claimed.grouped()) {
            dispatcher.grouping().use();
            plan.startOver();
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
    all.forEach(it -> dispatcher.grouping().released(it.group(), now()));
    releasing += all.size();
    return all;
  }

  /** What was taken out is ready in the database again. */
  void isReleased(List<QueueDelivery> deliveries) {
    List<EntryKey> keys = deliveries.stream().map(QueueDelivery::key).toList();
    guarded(
        signals -> {
          releasing -= deliveries.size();
          plan.lowerTo(keys);
          released.signalAll();
        });
    dispatcher.ready(keys, this);
  }

  /** No reader has its selector any more; what is held goes back. */
  void abandon() {
    guarded(
        signals -> {
          abandoned = true;
          signals.scan(true, claims);
        });
  }

  /** Whether nobody will ask for anything here, unless a consumer that is gone gives it back. */
  boolean isOver() {
    return locked(
        signals -> abandoned && buffer.isEmpty() && !buffer.isExpecting() && releasing == 0);
  }

  /** What was taken out could not be released now. */
  void isNotReleased(List<QueueDelivery> deliveries) {
    guarded(
        signals -> {
          releasing -= deliveries.size();
          if (ended == null) {
            deliveries.forEach(
                it -> {
                  buffer.add(it);
                  dispatcher.grouping().buffered(it.group(), now());
                });
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
          plan.startOver();
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
    if (dispatcher.isGrouping()) {
      // Who waits first may not be who may take it.
      readers.wakeAll(signals);
    } else {
      readers.wake(count, now(), signals);
    }
  }

  /** Whether something is here that nobody here takes. */
  private boolean isLeftOver() {
    return !readers.isAnyActive() && !buffer.isEmpty();
  }

  /** Whether a reader here would take a message soon. */
  private boolean isHungry() {
    return ended == null && readers.areHungry(now()) && !dispatcher.isPaused();
  }

  /**
   * While lanes hand over directly there is always some room for a scan, for others' entries. Else
   * scans bring all there is, and must not take more than is used up soon.
   */
  private boolean hasRoomForScan() {
    return room() > 0
        && buffer.roomBytes() > 0
        && (gate.isOpen() || buffer.size() <= plan.entries() / 2);
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
