package io.tabella.engine.dispatch;

import io.tabella.store.StoredMessage;
import org.jspecify.annotations.Nullable;

/** Writes onto a message why it is in the dead-letter queue. Called by any thread. */
@FunctionalInterface
public interface DeadLetterHeader {

  /**
   * The message with the reason added.
   *
   * @param originalQueue the name of the queue it was in
   * @param deliveryCount how often it was delivered
   * @param reason the text of the exception, if one is known
   */
  StoredMessage stamp(
      StoredMessage message, String originalQueue, int deliveryCount, @Nullable String reason);
}
