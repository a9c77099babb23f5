package io.tabella.client;

import io.tabella.destination.JmsTopic;
import io.tabella.engine.Node;
import io.tabella.engine.log.StartAt;
import jakarta.jms.InvalidDestinationException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/**
 * What follows {@code ?tabella.} in a topic's name. Immutable.
 *
 * @param start where a subscription begins that is made with it
 * @param retentionMillis messages younger than this are kept although all have passed them; null if
 *     nothing is said
 * @param retentionBytes no more than about so many bytes are kept so; null if nothing is said
 */
record TopicOptions(StartAt start, @Nullable Long retentionMillis, @Nullable Long retentionBytes) {

  private static final TopicOptions NONE = new TopicOptions(StartAt.END, null, null);
  private static final String FROM = "tabella.from";
  private static final String MILLIS = "tabella.retentionMillis";
  private static final String BYTES = "tabella.retentionBytes";

  /**
   * Reads them.
   *
   * @throws InvalidDestinationException if there is another one, or a value is not possible
   */
  static TopicOptions of(JmsTopic topic) throws InvalidDestinationException {
    TopicOptions options = NONE;
    if (!topic.options().isEmpty()) {
      for (String option : topic.options().split("&", -1)) {
        options = options.with(topic, option);
      }
    }
    return options;
  }

  private TopicOptions with(JmsTopic topic, String option) throws InvalidDestinationException {
    int equals = option.indexOf('=');
    String name = equals < 0 ? option : option.substring(0, equals);
    String value = equals < 0 ? "" : option.substring(equals + 1);
    return switch (name) {
      case FROM -> new TopicOptions(start(topic, value), retentionMillis, retentionBytes);
      case MILLIS -> new TopicOptions(start, number(topic, name, value), retentionBytes);
      case BYTES -> new TopicOptions(start, retentionMillis, number(topic, name, value));
      default ->
          throw refused(
              topic, "option " + name, "there are " + FROM + ", " + MILLIS + " and " + BYTES);
    };
  }

  private static StartAt start(JmsTopic topic, String value) throws InvalidDestinationException {
    if (value.equals("beginning")) {
      return StartAt.BEGINNING;
    }
    if (value.equals("end")) {
      return StartAt.END;
    }
    try {
      return StartAt.time(Instant.parse(value).toEpochMilli());
    } catch (DateTimeParseException | ArithmeticException e) {
      throw refused(
          topic,
          FROM + "=" + value,
          "it takes beginning, end, or a time such as 2026-11-27T05:00:00Z");
    }
  }

  private static long number(JmsTopic topic, String name, String value)
      throws InvalidDestinationException {
    try {
      long number = Long.parseLong(value);
      if (number >= 0) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Said below.
    }
    throw refused(topic, name + "=" + value, "it takes a whole number from 0");
  }

  private static InvalidDestinationException refused(JmsTopic topic, String what, String why) {
    return new InvalidDestinationException(
        "The topic " + topic.name() + " cannot be used with " + what + ": " + why + ".", "OPTION");
  }

  /** Stores what is said about keeping messages. */
  void retain(Node node, JmsTopic topic) {
    if (retentionMillis != null || retentionBytes != null) {
      long millis = retentionMillis == null ? 0 : retentionMillis;
      long bytes = retentionBytes == null ? 0 : retentionBytes;
      node.topics().retain(topic.name(), millis, bytes, node.commonLane());
    }
  }
}
