package io.tabella.engine;

import io.tabella.engine.delivery.Origin;
import io.tabella.store.StoredMessage;
import org.jspecify.annotations.Nullable;

/** The reason on a dead letter, as a line of text in place of the client's properties. */
final class DeadLetterNote {

  private DeadLetterNote() {}

  static StoredMessage stamp(
      StoredMessage message, Origin origin, int deliveryCount, @Nullable String reason) {
    return message
        .withHeader(message.header().withExpiresAt(0))
        .withProperties(
            "{\"source\":\""
                + origin.source()
                + "\",\"count\":"
                + deliveryCount
                + ",\"reason\":\""
                + reason
                + "\"}");
  }
}
