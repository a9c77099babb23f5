package io.tabella.engine.delivery;

import io.tabella.store.StoredMessage;
import org.jspecify.annotations.Nullable;

/** Writes onto a message why it is in the dead-letter queue. Called by any thread. */
@FunctionalInterface
public interface DeadLetterHeader {

  /**
   * The message with the reason added.
   *
   * @param origin where it was
   * @param deliveryCount how often it was delivered
   * @param reason the text of the exception, if one is known
   */
  StoredMessage stamp(
      StoredMessage message, Origin origin, int deliveryCount, @Nullable String reason);
}
