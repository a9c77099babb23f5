package io.tabella.message;

import io.tabella.destination.JmsDestination;

/**
 * What one delivery gives a message.
 *
 * @param destination JMSDestination
 * @param count JMSXDeliveryCount: how many times the message has been delivered, this one included
 * @param acknowledgement what {@code acknowledge()} does
 */
public record Receiving(JmsDestination destination, int count, Acknowledgement acknowledgement) {

  /** JMSRedelivered; true exactly if the count is 2 or more. Jakarta Messaging 3.1, 3.5.11. */
  public boolean redelivered() {
    return count > 1;
  }
}
