package io.tabella.store;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The header fields that are columns of their own, because operators ask for them. Jakarta
 * Messaging 3.1, 3.4.
 *
 * @param messageId {@code ID:…}, unique in the store
 * @param sentAt JMSTimestamp, milliseconds since 1970 by the database's clock
 * @param expiresAt JMSExpiration in the same unit; 0 never
 * @param priority 0 to 9, 9 is delivered first
 * @param persistent the delivery mode
 * @param correlationId JMSCorrelationID
 * @param type JMSType
 * @param replyTo JMSReplyTo as {@code queue:name} or {@code topic:name}
 * @param group JMSXGroupID
 */
public record MessageHeader(
    String messageId,
    long sentAt,
    long expiresAt,
    int priority,
    boolean persistent,
    @Nullable String correlationId,
    @Nullable String type,
    @Nullable String replyTo,
    @Nullable String group) {

  private static final int HIGHEST_PRIORITY = 9;

  public MessageHeader {
    Objects.requireNonNull(messageId, "messageId");
    if (priority < 0 || priority > HIGHEST_PRIORITY) {
      throw new IllegalArgumentException("priority " + priority + " is not between 0 and 9");
    }
  }

  /** The place of this message's priority in the order of delivery: 0 comes first. */
  public int rank() {
    return HIGHEST_PRIORITY - priority;
  }

  /** Whether the message must not be delivered any more at a time of the database's clock. */
  public boolean isExpiredAt(long now) {
    return expiresAt != 0 && expiresAt <= now;
  }

  /** The same header with another time of expiry. */
  public MessageHeader withExpiresAt(long newExpiresAt) {
    return new MessageHeader(
        messageId, sentAt, newExpiresAt, priority, persistent, correlationId, type, replyTo, group);
  }
}
