package io.tabella.engine.delivery;

import io.tabella.engine.transaction.BranchWrite;
import io.tabella.engine.transaction.UnitOfWork;
import io.tabella.store.Body;
import io.tabella.store.HeldKey;
import io.tabella.store.StoredMessage;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A message that this node holds: in a buffer, or in the hands of one consumer until it is
 * acknowledged, handed back or put back. Belongs to whoever has it.
 */
public abstract class Delivery {

  private volatile int attempts;
  private volatile boolean suspect;
  private volatile boolean lost;
  private volatile @Nullable String lastFailure;
  private volatile @Nullable StoredMessage loaded;

  /**
   * A delivery.
   *
   * @param attempts deliveries that have failed already
   * @param suspect whether one more may have: it is counted, and stored, before the next
   */
  protected Delivery(int attempts, boolean suspect) {
    this.attempts = attempts;
    this.suspect = suspect;
  }

  /** The message, its body in memory. */
  public final StoredMessage message() {
    StoredMessage message = loaded;
    return message == null ? storedMessage() : message;
  }

  /** JMSXDeliveryCount: 1 at the first delivery. Jakarta Messaging 3.1, 3.5.11. */
  public final int deliveryCount() {
    return attempts + 1;
  }

  /** JMSRedelivered. */
  public final boolean redelivered() {
    return attempts > 0;
  }

  /** Back to the buffer, at its old place and not counted: the application has never seen it. */
  public final void putBack() {
    if (!lost) {
      returnToBuffer();
    }
  }

  /** Where it came from, as {@code queue:NAME} or {@code topic:NAME}. */
  public abstract String source();

  /** Where it came from, and for whom. */
  protected Origin origin() {
    return Origin.ofQueue(source());
  }

  /** Lets a unit of work acknowledge it. */
  public abstract void acknowledgeIn(UnitOfWork unit);

  /**
   * Lets a unit of work make it a branch's instead, which may be ended by another node: the branch
   * acknowledges it, or makes it ready again.
   */
  public abstract void handOverIn(UnitOfWork unit, BranchWrite branch);

  /**
   * Lets a unit of work make it a row of its own, unless it is one, that this node holds.
   *
   * @param undecided keys of which it is not known yet whether their rows are gone: no other row
   *     may be given one of them
   * @return to be asked when the unit is stored
   */
  public abstract Supplier<Removable> aloneIn(UnitOfWork unit, Predicate<HeldKey> undecided);

  /** Lets a unit of work store how often its delivery has failed, where that has to be stored. */
  protected abstract void recountIn(UnitOfWork unit, int failed);

  /**
   * Lets a unit of work store that its delivery has failed, and that it is to come again later.
   *
   * @param dueAt milliseconds since 1970, by the database's clock
   */
  protected abstract void postponeIn(UnitOfWork unit, int failed, long dueAt);

  /** That is stored: it is to come again at a time of the database's clock. */
  protected abstract void postponed(long dueAt);

  /** The message as its row holds it. */
  protected abstract StoredMessage storedMessage();

  /**
   * The message for another destination. What its body refers to must be there when this one is
   * acknowledged.
   */
  protected abstract StoredMessage movable();

  /** The body is read again before the next delivery. */
  protected final void unload() {
    loaded = null;
  }

  /** Has the body that another delivery of the same message has. */
  protected final void loadAs(Delivery other) {
    loaded = other.loaded;
  }

  /** Puts it where it was taken from. */
  protected abstract void returnToBuffer();

  /** It is no longer this node's: an administrator took it away. */
  public final void lost() {
    if (!lost) {
      lost = true;
      onLost();
    }
  }

  /** Nothing of it will be stored any more. */
  protected void onLost() {}

  final boolean isLost() {
    return lost;
  }

  final boolean isSuspect() {
    return suspect;
  }

  /** Deliveries that have failed. */
  public final int attempts() {
    return attempts;
  }

  /** The count is stored, or could not be. */
  final void counted(int newAttempts) {
    attempts = newAttempts;
    suspect = false;
  }

  /** What to say in the dead-letter queue, when it could not be moved there at once. */
  final void failedBecause(@Nullable String reason) {
    lastFailure = reason;
  }

  final @Nullable String lastFailure() {
    return lastFailure;
  }

  final void load(Body body) {
    StoredMessage message = storedMessage();
    loaded = new StoredMessage(message.header(), message.properties(), body);
  }
}
