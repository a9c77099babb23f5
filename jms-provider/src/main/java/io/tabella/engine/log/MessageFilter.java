package io.tabella.engine.log;

import io.tabella.store.LoggedMessage;

/** Which messages of a topic a subscription wants. For all threads; must be quick. */
@FunctionalInterface
public interface MessageFilter {

  /** Wants everything. */
  MessageFilter ALL = message -> true;

  /** Whether a message is for the subscription. */
  boolean wants(LoggedMessage message);
}
