package io.tabella.message;

import io.tabella.store.MessageHeader;
import io.tabella.store.StoredMessage;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A stored message's header fields and properties, as a selector asks for them. Properties are read
 * when the first is asked for. Belongs to one thread. Jakarta Messaging 3.1, 3.8.1.
 */
public final class SelectedValues {

  private final StoredMessage message;
  private @Nullable Map<String, @Nullable Object> properties;

  private SelectedValues(StoredMessage message) {
    this.message = message;
  }

  /** The values of a message. */
  public static SelectedValues of(StoredMessage message) {
    return new SelectedValues(message);
  }

  /** A value; null if the message has none of that name. */
  public @Nullable Object get(String identifier) {
    MessageHeader header = message.header();
    return switch (identifier) {
      case "JMSDeliveryMode" -> header.persistent() ? "PERSISTENT" : "NON_PERSISTENT";
      case "JMSPriority" -> header.priority();
      case "JMSMessageID" -> header.messageId();
      case "JMSTimestamp" -> header.sentAt();
      case "JMSCorrelationID" -> header.correlationId();
      case "JMSType" -> header.type();
      default -> property(identifier);
    };
  }

  private @Nullable Object property(String name) {
    String group = message.header().group();
    if (group != null && name.equals(JmsxProperties.GROUP_ID)) {
      return group;
    }
    Map<String, @Nullable Object> read = properties;
    if (read == null) {
      read = read();
      properties = read;
    }
    return read.get(name);
  }

  /** What cannot be read is missing. */
  private Map<String, @Nullable Object> read() {
    String json = message.properties();
    try {
      return json == null ? Map.of() : TypedJson.readMap(json);
    } catch (MalformedJsonException e) {
      return Map.of();
    }
  }
}
