package io.tabella.client;

import io.tabella.engine.delivery.DeadLetterHeader;
import io.tabella.engine.delivery.Origin;
import io.tabella.message.DeadLetter;
import io.tabella.store.StoredMessage;
import org.jspecify.annotations.Nullable;

/** Writes into a message's properties why it goes to the dead-letter queue. */
final class DeadLetterProperties implements DeadLetterHeader {

  private static final String NO_REASON = "no reason was given";

  @Override
  public StoredMessage stamp(
      StoredMessage message, Origin origin, int deliveryCount, @Nullable String reason) {
    return new DeadLetter(
            origin.source(),
            origin.subscription(),
            deliveryCount,
            reason == null ? NO_REASON : reason,
            System.currentTimeMillis())
        .of(message);
  }
}
