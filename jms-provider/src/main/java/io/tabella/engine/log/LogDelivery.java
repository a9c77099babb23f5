package io.tabella.engine.log;

import io.tabella.engine.delivery.Delivery;
import io.tabella.engine.delivery.Origin;
import io.tabella.engine.delivery.Removable;
import io.tabella.engine.transaction.BranchWrite;
import io.tabella.engine.transaction.UnitOfWork;
import io.tabella.store.Branches.Received;
import io.tabella.store.HeldKey;
import io.tabella.store.LoggedMessage;
import io.tabella.store.Range;
import io.tabella.store.StoredMessage;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A topic's message on its way to a consumer of one subscription. Belongs to whoever has it. */
class LogDelivery extends Delivery implements Comparable<LogDelivery> {

  private final Subscriber subscriber;
  private final LogCursor cursor;
  private final Stretch stretch;
  private final LoggedMessage message;
  private final long arrival;

  LogDelivery(
      Subscriber subscriber,
      LogCursor cursor,
      Stretch stretch,
      LoggedMessage message,
      long arrival) {
    this(subscriber, cursor, stretch, message, arrival, stretch.attempts(message.seq()));
  }

  /**
   * A delivery.
   *
   * @param attempts that have failed already
   */
  LogDelivery(
      Subscriber subscriber,
      LogCursor cursor,
      Stretch stretch,
      LoggedMessage message,
      long arrival,
      int attempts) {
    super(attempts, stretch.isSuspect());
    this.subscriber = subscriber;
    this.cursor = cursor;
    this.stretch = stretch;
    this.message = message;
    this.arrival = arrival;
  }

  LogCursor cursor() {
    return cursor;
  }

  Stretch stretch() {
    return stretch;
  }

  long seq() {
    return message.seq();
  }

  /** It goes into somebody's hands. */
  void handedOut() {
    stretch.handedOut(message);
  }

  @Override
  public String source() {
    return subscriber.source(message.log());
  }

  @Override
  protected Origin origin() {
    return new Origin(source(), subscriber.subscription().id());
  }

  @Override
  public void acknowledgeIn(UnitOfWork unit) {
    stretch.acknowledge(unit, message.seq());
  }

  @Override
  public void handOverIn(UnitOfWork unit, BranchWrite branch) {
    acknowledgeIn(unit);
    branch.hold(received());
    unit.whenCommitted(() -> subscriber.inBranches().add());
  }

  @Override
  public Supplier<Removable> aloneIn(UnitOfWork unit, Predicate<HeldKey> undecided) {
    acknowledgeIn(unit);
    Received received = received();
    AtomicReference<@Nullable Range> range = new AtomicReference<>();
    unit.also(
        transaction ->
            range.set(
                transaction
                    .subscriptions()
                    .openAlone(subscriber.context().node(), received, undecided::test)));
    return () -> subscriber.alone(this, Objects.requireNonNull(range.get()));
  }

  private Received received() {
    return new Received(subscriber.subscription().id(), message.log(), message.seq(), attempts());
  }

  Subscriber subscriber() {
    return subscriber;
  }

  LoggedMessage logged() {
    return message;
  }

  /** Counts are kept in this node, but where a message may have killed the node before. */
  @Override
  protected void recountIn(UnitOfWork unit, int failed) {
    stretch.recount(unit, message.seq(), failed);
  }

  @Override
  protected void postponeIn(UnitOfWork unit, int failed, long dueAt) {
    recountIn(unit, failed);
  }

  /** It waits in this node: other subscriptions and the log are not touched. */
  @Override
  protected void postponed(long dueAt) {
    subscriber.putBackUntil(this, dueAt);
  }

  @Override
  protected StoredMessage storedMessage() {
    return message.message();
  }

  /** A large body is copied: other subscriptions still need the one that is there. */
  @Override
  protected StoredMessage movable() {
    return message();
  }

  @Override
  protected void returnToBuffer() {
    subscriber.putBack(this);
  }

  /** The order of delivery: by priority, then as they came. */
  @Override
  public int compareTo(LogDelivery other) {
    int byRank =
        Integer.compare(message.message().header().rank(), other.message.message().header().rank());
    return byRank != 0 ? byRank : Long.compare(arrival, other.arrival);
  }
}
