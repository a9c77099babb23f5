package io.tabella.engine.admin;

import io.tabella.engine.delivery.Outlet;
import io.tabella.store.StoredMessage;

/** A message's way out of a queue. */
sealed interface Way {

  /** It is removed. */
  record Away() implements Way {}

  /**
   * To another queue.
   *
   * @param message as it is there
   */
  record ToQueue(long queue, StoredMessage message) implements Way {}

  /**
   * To a subscription.
   *
   * @param message as it is there
   */
  record ToSubscription(Outlet outlet, StoredMessage message) implements Way {}
}
