package io.tabella.message;

import io.tabella.destination.JmsDestination;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSException;
import jakarta.jms.Message;

/**
 * What one send gives a message: the header fields that "the send method" sets. Jakarta Messaging
 * 3.1, 3.4.11.
 *
 * @param messageId {@code ID:…}
 * @param sentAt JMSTimestamp, milliseconds since 1970
 * @param expiresAt JMSExpiration, the same; 0 never
 * @param priority 0 to 9
 * @param persistent the delivery mode
 * @param deliveryAt JMSDeliveryTime, milliseconds since 1970
 */
public record Sending(
    String messageId,
    long sentAt,
    long expiresAt,
    int priority,
    boolean persistent,
    long deliveryAt) {

  /** Whether the message is not to be delivered at once. */
  public boolean isLater() {
    return deliveryAt > sentAt;
  }

  /**
   * Writes them into the sender's own message, ours or another provider's, so that the application
   * finds them there when the send returns.
   */
  public void writeTo(Message message, JmsDestination destination) throws JMSException {
    message.setJMSDestination(destination);
    message.setJMSMessageID(messageId);
    message.setJMSTimestamp(sentAt);
    message.setJMSExpiration(expiresAt);
    message.setJMSDeliveryTime(deliveryAt);
    message.setJMSPriority(priority);
    message.setJMSDeliveryMode(persistent ? DeliveryMode.PERSISTENT : DeliveryMode.NON_PERSISTENT);
  }
}
