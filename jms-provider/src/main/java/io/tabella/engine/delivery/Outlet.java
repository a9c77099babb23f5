package io.tabella.engine.delivery;

import io.tabella.engine.transaction.UnitOfWork;
import io.tabella.store.StoredMessage;

/** Where messages are sent to: a queue or a topic, as a sender sees it. For all threads. */
public interface Outlet {

  /** The destination's name. */
  String name();

  /**
   * Refuses a message that cannot be sent there.
   *
   * @throws io.tabella.store.StoreRejectedException says why
   */
  default void check(StoredMessage message) {}

  /** Lets a unit of work send a message there. */
  void sendIn(UnitOfWork unit, StoredMessage message);

  /**
   * Lets a unit of work send a message there that was stored for later.
   *
   * @param attempts how often its delivery has failed, where that counts: subscriptions count for
   *     themselves
   */
  default void sendIn(UnitOfWork unit, StoredMessage message, int attempts) {
    sendIn(unit, message);
  }

  /**
   * Lets a unit of work store a message that is visible there later.
   *
   * @param dueAt milliseconds since 1970, by the database's clock
   */
  void stageIn(UnitOfWork unit, long dueAt, StoredMessage message);

  /**
   * The same destination for a message that is left out if another one with its identifier was sent
   * there before, within the destination's window.
   *
   * @param duplicateId at most 255 characters
   */
  Outlet once(String duplicateId);

  /**
   * Hands a non-persistent message to a consumer in this JVM, without storing it.
   *
   * @return false if it has to be stored
   */
  boolean offerVolatile(StoredMessage message);
}
