package io.tabella.engine.log;

import io.tabella.engine.delivery.MessageFilter;
import io.tabella.engine.transaction.Lane;
import io.tabella.engine.transaction.UnitOfWork;
import io.tabella.store.DestinationKind;
import io.tabella.store.LogKey;
import io.tabella.store.LoggedMessage;
import io.tabella.store.Range;
import io.tabella.store.StoreException;
import io.tabella.store.SubscriptionKind;
import io.tabella.store.SubscriptionRecord;
import io.tabella.store.SubscriptionSpec;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A subscription in this node, for the consumers of one lane: its places in the logs, and who gets
 * what was taken from them. For all threads.
 */
final class Subscriber {

  private final SubscriptionRecord subscription;
  private final String source;
  private final boolean wildcard;
  private final Lane lane;
  private final LogContext context;
  private final RangeClaims claims;

  private final ReentrantLock subscriberLock = new ReentrantLock();
  private final DeliveryBuffer buffer = new DeliveryBuffer();
  private final InBranches inBranches = new InBranches();
  private final Intake intake;
  private final WaitingReaders readers;
  private boolean busy;
  private boolean closed;
  private @Nullable StoreException ended;

  Subscriber(SubscriptionRecord subscription, MessageFilter filter, Lane lane, LogContext context) {
    this.subscription = subscription;
    this.wildcard = TopicPattern.of(subscription.spec().topic()).isWildcard();
    this.source = DestinationKind.TOPIC.address(subscription.spec().topic());
    this.lane = lane;
    this.context = context;
    this.readers = new WaitingReaders(context.now());
    this.claims = new RangeClaims(subscription, lane, context);
    this.intake = new Intake(this, filter, buffer);
  }

  SubscriptionRecord subscription() {
    return subscription;
  }

  Lane lane() {
    return lane;
  }

  LogContext context() {
    return context;
  }

  /** What branches of global transactions have of it. */
  InBranches inBranches() {
    return inBranches;
  }

  RangeClaims claims() {
    return claims;
  }

  WaitingReaders readers() {
    return readers;
  }

  String source(LogKey log) {
    return guarded(
        signals -> {
          LogTail tail = intake.tail(log);
          return tail == null ? source : tail.address();
        });
  }

  /** Whether a consumer of a lane that wants this could go on with it alone. */
  boolean isFor(SubscriptionSpec wanted, Lane consumersLane) {
    return lane == consumersLane
        && subscription.spec().kind() == SubscriptionKind.DURABLE
        && subscription.spec().equals(wanted);
  }

  // Where it reads.

  /** Follows a topic. */
  void follow(LogTail tail) {
    if (guarded(signals -> !closed && intake.follow(tail))) {
      tail.add(this);
    }
  }

  List<LogTail> tails() {
    return guarded(signals -> intake.tails());
  }

  /**
   * Its place in a log, as it is stored, before anything is read from there. A log that is new to
   * it may have messages already.
   */
  void place(LogKey log, long unclaimed) {
    guarded(
        signals -> {
          if (intake.place(log, unclaimed)) {
            readers.wakeAll(signals);
          }
          return true;
        });
  }

  /** A range that others have left, and this node has taken. */
  void resume(Range range) {
    guarded(
        signals -> {
          intake.resume(claims.hold(range), range);
          readers.wakeAll(signals);
          return true;
        });
  }

  /** A branch has given a message back, as a range of its own: it comes before all others. */
  void returned(Range range, LoggedMessage message) {
    guarded(
        signals -> {
          if (ended == null) {
            buffer.add(intake.returned(claims.hold(range), message));
            readers.wake(1, signals);
          }
          return true;
        });
  }

  /** A message that is in somebody's hands has become a range of its own. */
  LoneDelivery alone(LogDelivery received, Range range) {
    ClaimedStretch stretch = claims.hold(range);
    stretch.handedOut(received.logged());
    return new LoneDelivery(received, received.cursor(), stretch);
  }

  /** Something is there that was not there before. */
  void arrived() {
    guarded(
        signals -> {
          readers.wakeAll(signals);
          return true;
        });
  }

  /** The same in a log that may be new: it is read from its beginning then. */
  void arrived(LogKey log) {
    guarded(
        signals -> {
          intake.cursor(log, 1);
          readers.wakeAll(signals);
          return true;
        });
  }

  // What readers take and give back.

  /** The first delivery, or null, and the reader then waits. */
  @Nullable LogDelivery take(SubscriberReader reader) {
    while (true) {
      Look look = guarded(signals -> look(reader, signals));
      Step step = look.step();
      if (step == null) {
        return look.delivery();
      }
      try {
        step.run();
      } finally {
        guarded(
            signals -> {
              busy = false;
              readers.wakeAll(signals);
              return true;
            });
      }
    }
  }

  /** What a look gave, and what has to be done without the lock before the next one. */
  private record Look(@Nullable LogDelivery delivery, @Nullable Step step) {
    static final Look NOTHING = new Look(null, null);
  }

  private interface Step {
    void run();
  }

  private Look look(SubscriberReader reader, Signals signals) {
    if (ended != null) {
      throw ended;
    }
    if (closed || !reader.isActive() || !context.membership().lease().isTrusted()) {
      return Look.NOTHING;
    }
    if (isPaused()) {
      readers.waits(reader, context.now());
      return Look.NOTHING;
    }
    buffer.addDue(context.membership().clock().now());
    buffer.resume(this::isPaused);
    intake.fill();
    LogDelivery first = pollFirst();
    if (first != null) {
      first.handedOut();
      readers.takes(reader, context.now());
      readers.wake(buffer.isEmpty() ? 0 : 1, signals);
      return new Look(first, null);
    }
    Step step = busy ? null : nextStep();
    if (step == null) {
      readers.waits(reader, context.now());
      return Look.NOTHING;
    }
    busy = true;
    return new Look(null, step);
  }

  /** Those of a paused topic are kept until it goes on. */
  private @Nullable LogDelivery pollFirst() {
    LogDelivery first = buffer.poll();
    while (first != null && isPaused(first.cursor().log())) {
      buffer.pause(first);
      first = buffer.poll();
    }
    return first;
  }

  /** Whether the log's topic is paused, and it is one of many. */
  boolean isPaused(LogKey log) {
    LogTail tail = wildcard ? intake.tail(log) : null;
    return tail != null && context.policies().of(tail.address()).paused();
  }

  /** The reader does not wait any more; what it may have been woken for goes to another. */
  void stopWaiting(SubscriberReader reader) {
    guarded(
        signals -> {
          if (!readers.leaves(reader)) {
            readers.wake(1, signals);
          }
          return true;
        });
  }

  private boolean isPaused() {
    return context.policies().of(source).paused();
  }

  /** As {@link #putBack}, for later. */
  void putBackUntil(LogDelivery delivery, long dueAt) {
    guarded(
        signals -> {
          delivery.stretch().cameBack(delivery.seq(), delivery.attempts());
          if (ended == null) {
            buffer.addLater(delivery, dueAt);
          }
          return true;
        });
  }

  /** Wakes readers if something was to be delivered later, and that is now. */
  void lookIfDue() {
    guarded(
        signals -> {
          if (buffer.addDue(context.membership().clock().now())) {
            readers.wakeAll(signals);
          }
          return true;
        });
  }

  void putBack(LogDelivery delivery) {
    guarded(
        signals -> {
          delivery.stretch().cameBack(delivery.seq(), delivery.attempts());
          if (ended == null) {
            buffer.add(delivery);
            readers.wake(1, signals);
          }
          return true;
        });
  }

  // From the logs into the buffer.

  /** What has to be done before there can be anything to take; null if nothing helps. */
  private @Nullable Step nextStep() {
    LogCursor older = intake.behind();
    if (older != null) {
      return () -> fetch(older);
    }
    List<RangeClaims.Wish> wishes = intake.wishes(claims);
    return wishes.isEmpty() ? null : () -> claim(wishes);
  }

  private void fetch(LogCursor cursor) {
    LogTail tail = guarded(signals -> intake.tail(cursor.log()));
    if (tail != null) {
      LogChunks.Chunk chunk = tail.readOlder(cursor.log(), guarded(signals -> cursor.next()));
      guarded(signals -> closed || intake.take(cursor, chunk));
    }
  }

  private void claim(List<RangeClaims.Wish> wishes) {
    RangeClaims.Answer answer = claims.claim(wishes, takeSkips());
    guarded(
        signals -> {
          answer.granted().forEach(intake::begin);
          answer.moved().forEach(intake::moved);
          return true;
        });
  }

  // Housekeeping.

  /** What nobody wanted, to be acknowledged with something else. */
  UnitOfWork takeSkips() {
    return guarded(signals -> intake.takeSkips());
  }

  /**
   * How far a subscription is that claims nothing, where that has changed since the last time: what
   * lies below is not read any more.
   */
  Map<LogKey, Long> newPlaces() {
    return guarded(signals -> intake.newPlaces());
  }

  /** The publishers are gone, and so is all that they wrote. */
  void forget(Collection<LogKey> logs) {
    guarded(
        signals -> {
          intake.forget(logs);
          return true;
        });
  }

  /**
   * Forgets what is buffered, if nobody here takes it, nothing of it is in anybody's hands and
   * nobody is about to get more; what was claimed is to be released then, and {@link #goOn}
   * follows. Until then nobody claims.
   */
  boolean dropIfIdle() {
    return guarded(
        signals -> {
          boolean idle =
              !busy
                  && !readers.areHungry(context.now(), context.hold().toNanos())
                  && !claims.isEmpty()
                  && !claims.isOut();
          if (idle) {
            busy = true;
            intake.drop();
          }
          return idle;
        });
  }

  /** What was claimed is released. */
  void goOn() {
    guarded(
        signals -> {
          busy = false;
          readers.wakeAll(signals);
          return true;
        });
  }

  /** Nobody reads it; {@link #drop} or {@link #reopen} follows. */
  void close() {
    guarded(
        signals -> {
          closed = true;
          return true;
        });
    tails().forEach(tail -> tail.remove(this));
  }

  /** What was claimed is given up. */
  void drop() {
    guarded(
        signals -> {
          intake.drop();
          return true;
        });
  }

  /** It is read again, and goes on with what is buffered and in hands. */
  void reopen() {
    guarded(
        signals -> {
          closed = false;
          return true;
        });
    tails().forEach(tail -> tail.add(this));
  }

  /** The node has ended: nothing here is ours any more. */
  void end(StoreException cause) {
    guarded(
        signals -> {
          ended = cause;
          buffer.clear();
          readers.wakeAll(signals);
          return true;
        });
  }

  private <T extends @Nullable Object> T guarded(Function<Signals, T> step) {
    return Signals.guarded(subscriberLock, step);
  }
}
