package io.tabella.message;

import io.tabella.store.StoredMessage;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Why a message goes to the dead-letter queue. It becomes properties of the message, so that an
 * operator can see and query it there. Knows nothing of {@code jakarta.jms}.
 *
 * @param originalDestination {@code queue:NAME} or {@code topic:NAME}
 * @param originalSubscription the id of the topic's subscription, in the table of subscriptions; 0
 *     of a queue
 * @param deliveryCount how many times it was delivered in vain
 * @param reason for people, usually the exception's text; cut after 2,000 characters
 * @param at when it was given up, milliseconds since 1970
 */
public record DeadLetter(
    String originalDestination,
    long originalSubscription,
    int deliveryCount,
    String reason,
    long at) {

  /** The property with {@link #originalDestination}, a String. */
  public static final String ORIGINAL_DESTINATION = "JMS_TABELLA_originalDestination";

  /** The property with {@link #originalSubscription}, a long; not there of a queue. */
  public static final String ORIGINAL_SUBSCRIPTION = "JMS_TABELLA_originalSubscription";

  /** The property with {@link #deliveryCount}, an int. */
  public static final String DELIVERY_COUNT = "JMS_TABELLA_deliveryCount";

  /** The property with {@link #reason}, a String. */
  public static final String REASON = "JMS_TABELLA_deadLetterReason";

  private static final int DEEPEST_CAUSE = 20;

  /** The property with {@link #at}, a long. */
  public static final String AT = "JMS_TABELLA_deadLetteredAt";

  /** The text of properties that could not be read, a String; hardly ever there. */
  public static final String UNREADABLE_PROPERTIES = "JMS_TABELLA_unreadableProperties";

  private static final int LONGEST_REASON = 2_000;

  /**
   * The message as it goes to the dead-letter queue: with these properties, and without an expiry.
   */
  public StoredMessage of(StoredMessage message) {
    Map<String, @Nullable Object> properties = readable(message.properties());
    properties.put(ORIGINAL_DESTINATION, originalDestination);
    if (originalSubscription == 0) {
      properties.remove(ORIGINAL_SUBSCRIPTION);
    } else {
      properties.put(ORIGINAL_SUBSCRIPTION, originalSubscription);
    }
    properties.put(DELIVERY_COUNT, deliveryCount);
    properties.put(REASON, cut(reason));
    properties.put(AT, at);
    return message
        .withHeader(message.header().withExpiresAt(0))
        .withProperties(TypedJson.ofMap(properties));
  }

  /**
   * Where a dead letter came from.
   *
   * @param destination {@code queue:NAME} or {@code topic:NAME}
   * @param subscription the id of the topic's subscription; 0 if it came from none
   */
  public record Source(String destination, long subscription) {}

  /** Where a message came from; empty if it is no dead letter. */
  public static Optional<Source> sourceOf(StoredMessage message) {
    Map<String, @Nullable Object> properties = readable(message.properties());
    return properties.get(ORIGINAL_DESTINATION) instanceof String destination
        ? Optional.of(
            new Source(
                destination,
                properties.get(ORIGINAL_SUBSCRIPTION) instanceof Long subscription
                    ? subscription
                    : 0))
        : Optional.empty();
  }

  /**
   * What goes to the dead-letter queue as the reason when a listener throws. A container throws
   * something of its own around what a bean has thrown, so what is innermost is told, too.
   */
  public static String reasonOf(Throwable thrown) {
    Throwable innermost = innermostOf(thrown);
    return innermost == thrown ? thrown.toString() : thrown + ", caused by " + innermost;
  }

  private static Throwable innermostOf(Throwable thrown) {
    Throwable innermost = thrown;
    Throwable cause = thrown.getCause();
    // Causes may go round in a circle.
    for (int depth = 0; cause != null && depth < DEEPEST_CAUSE; depth++) {
      innermost = cause;
      cause = cause.getCause();
    }
    return innermost;
  }

  /** The message without what was written onto it here. */
  public static StoredMessage withoutReason(StoredMessage message) {
    Map<String, @Nullable Object> properties = readable(message.properties());
    properties
        .keySet()
        .removeAll(Set.of(ORIGINAL_DESTINATION, ORIGINAL_SUBSCRIPTION, DELIVERY_COUNT, REASON, AT));
    return message.withProperties(properties.isEmpty() ? null : TypedJson.ofMap(properties));
  }

  /** Unreadable properties may be the very reason, and must not keep the message out. */
  private static Map<String, @Nullable Object> readable(@Nullable String json) {
    try {
      return json == null ? new LinkedHashMap<>() : TypedJson.readMap(json);
    } catch (MalformedJsonException e) {
      Map<String, @Nullable Object> properties = new LinkedHashMap<>();
      properties.put(UNREADABLE_PROPERTIES, json);
      return properties;
    }
  }

  private static String cut(String text) {
    if (text.length() <= LONGEST_REASON) {
      return text;
    }
    boolean splitsPair = StoredText.isPairAt(text, LONGEST_REASON - 1);
    return text.substring(0, splitsPair ? LONGEST_REASON - 1 : LONGEST_REASON);
  }
}
