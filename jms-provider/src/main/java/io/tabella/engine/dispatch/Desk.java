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
  private final HeldEntries held;
  private final HandOffGate gate = new HandOffGate();
  private final ScanPlan plan;
  private final Readers readers;
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
    this.readers = new Readers(config.hold(), now());
    PrefetchBuffer buffer = new PrefetchBuffer(config.capacity());
    Condition released = bufferLock.newCondition();
    this.held = new HeldEntries(dispatcher, buffer, readers, context.ticker(), released);
    LowWaterMarks marks = new LowWaterMarks(dispatcher.queue(), now());
    ClaimSize size = new ClaimSize(config.prefetch(), now());
    this.plan = new ScanPlan(this::takesAll, marks, size, gate, held);
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
          held.unreserve(1, message.size());
          held.add(QueueDelivery.unstored(this, context, message));
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
          held.unreserve(bornClaimed.size(), admittedBytes);
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
          held.withdrawn(bornClaimed, admittedBytes);
          gate.unclaimedEnds(unclaimed);
          signals.scan(wantsScan(), claims);
        });
  }

  private boolean accepts(int entries, long bytes) {
    return gate.isOpen() && isHungry() && held.reserve(entries, bytes);
  }

  private void keep(List<QueueEntry> entries, Signals signals) {
    if (ended == null) {
      entries.forEach(entry -> held.add(QueueDelivery.stored(this, entry)));
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
    boolean may = isTrusted() && !dispatcher.isPaused();
    QueueDelivery first = may ? held.pollFirst(reader) : null;
    if (first == null) {
      readers.waits(reader, now());
    } else {
      readers.takes(reader, now());
      wake(Math.min(1, held.size()), signals);
    }
    signals.scan(wantsScan(), claims);
    return first;
  }

  /** The reader does not wait any more; what it may have been woken for goes to another. */
  void stopWaiting(QueueReader reader) {
    guarded(
        signals -> {
          if (!readers.leaves(reader)) {
            wake(Math.min(1, held.size()), signals);
          }
        });
  }

  void putBack(QueueDelivery delivery) {
    guarded(
        signals -> {
          if (ended == null) {
            held.putBack(delivery);
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
    guarded(signals -> held.awaitReleased(this::isStillHeld, nanos));
  }

  private boolean isStillHeld() {
    return !readers.isAnyActive() && ended == null && !held.isOver();
  }

  // What the claim loop does.

  /** Where to look, and for how much; null if nobody here is hungry, or there is no room. */
  @Nullable ScanRoom scanBegins(boolean fromBeginning) {
    return locked(signals -> plan.begin(isHungry(), fromBeginning, now()));
  }

  /**
   * The scan is about to claim: whoever closes meanwhile waits for what it brings, and for its way
   * back. {@link #claimEnds} follows.
   *
   * @return false if nobody here is hungry any more
   */
  boolean claimBegins() {
    return locked(signals -> isHungry() && held.claimBegins());
  }

  /** What was claimed is kept, or nothing was. */
  void claimEnds() {
    guarded(signals -> held.claimEnds());
  }

  /** A scan has ended that began at a time of the database's clock and took so many nanoseconds. */
  void scanEnds(ScanRoom scan, Found claimed, long begunAt, long took) {
    guarded(
        signals -> {
          keep(claimed.entries(), signals);
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
    return locked(signals -> isHungry() || held.isExpecting() ? List.of() : takeAll());
  }

  /** The same of all that is here, hungry readers or not: the node stops. */
  List<QueueDelivery> takeForStop() {
    return locked(signals -> takeAll());
  }

  private List<QueueDelivery> takeAll() {
    gate.close();
    return held.takeAll();
  }

  /** What was taken out is ready in the database again. */
  void isReleased(List<QueueDelivery> deliveries) {
    List<EntryKey> keys = deliveries.stream().map(QueueDelivery::key).toList();
    guarded(
        signals -> {
          held.released(keys.size());
          plan.lowerTo(keys);
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
    return locked(signals -> abandoned && held.isOver());
  }

  /** What was taken out could not be released now. */
  void isNotReleased(List<QueueDelivery> deliveries) {
    guarded(
        signals -> {
          held.released(deliveries.size());
          if (ended == null) {
            deliveries.forEach(held::add);
          }
        });
  }

  /** Wakes a reader if something is here: covers a reader that could not take it when it came. */
  void nudge() {
    guarded(signals -> wake(Math.min(1, held.size()), signals));
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
          held.drop();
          readers.wakeAll(signals);
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
    return !readers.isAnyActive() && !held.isEmpty();
  }

  /** Whether a reader here would take a message soon. */
  private boolean isHungry() {
    return ended == null && readers.areHungry(now()) && !dispatcher.isPaused();
  }

  private boolean wantsScan() {
    return plan.wants(this::isHungry);
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
