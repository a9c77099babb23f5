package io.tabella.engine.delivery;

import io.tabella.store.StoredMessage;
import org.jspecify.annotations.Nullable;

/** Which messages a consumer wants. For all threads; must be quick. */
@FunctionalInterface
public interface MessageFilter {

  /** Wants everything. */
  MessageFilter ALL = (message, origin) -> true;

  /**
   * Whether a message is wanted. Its body need not be there.
   *
   * @param origin the connection or client identifier that published it; null if that is not known,
   *     as in queues
   */
  boolean wants(StoredMessage message, @Nullable String origin);
}
