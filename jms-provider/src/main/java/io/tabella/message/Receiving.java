package io.tabella.message;

import io.tabella.destination.JmsDestination;
import org.jspecify.annotations.Nullable;

/**
 * What one delivery gives a message.
 *
 * @param destination JMSDestination
 * @param count JMSXDeliveryCount: how many times the message has been delivered, this one included
 * @param receivedAt JMSXRcvTimestamp, milliseconds since 1970; 0 if it is only looked at
 * @param transaction JMSXConsumerTXID; null outside a transaction
 * @param acknowledgement what {@code acknowledge()} does
 */
public record Receiving(
    JmsDestination destination,
    int count,
    long receivedAt,
    @Nullable String transaction,
    Acknowledgement acknowledgement) {

  /** For somebody who looks at a message, and does not consume it. */
  public static Receiving look(JmsDestination destination, int count) {
    return new Receiving(destination, count, 0, null, Acknowledgement.NONE);
  }

  /** JMSRedelivered; true exactly if the count is 2 or more. Jakarta Messaging 3.1, 3.5.11. */
  public boolean redelivered() {
    return count > 1;
  }
}
