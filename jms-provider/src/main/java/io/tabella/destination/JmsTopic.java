package io.tabella.destination;

import io.tabella.store.DestinationKind;
import jakarta.jms.InvalidDestinationException;
import jakarta.jms.Topic;
import org.jspecify.annotations.Nullable;

/**
 * A topic by name. What follows {@code ?tabella.} in the text is not part of the name: it says how
 * the topic is to be used, and does not travel with messages. Jakarta Messaging 3.1, 4.2.6.
 */
public sealed class JmsTopic extends JmsDestination implements Topic permits JmsTemporaryTopic {

  private static final String OPTIONS = "?tabella.";
  private static final long serialVersionUID = 2L;

  /** What follows the question mark; empty if nothing does. */
  private final String options;

  /**
   * A topic of that name; the database is not asked whether it exists.
   *
   * @param text the name, and options if there are any
   * @throws InvalidDestinationException if the name is null or blank, longer than 200 characters,
   *     begins or ends with white space, or has control characters
   */
  public JmsTopic(@Nullable String text) throws InvalidDestinationException {
    super(nameIn(text), "topic");
    this.options = text == null ? "" : optionsIn(text);
  }

  private JmsTopic(JmsTopic other) {
    super(other);
    this.options = "";
  }

  private static @Nullable String nameIn(@Nullable String text) {
    int end = text == null ? -1 : text.indexOf(OPTIONS);
    return text == null || end < 0 ? text : text.substring(0, end);
  }

  private static String optionsIn(String text) {
    int begin = text.indexOf(OPTIONS);
    return begin < 0 ? "" : text.substring(begin + 1);
  }

  @Override
  public final DestinationKind kind() {
    return DestinationKind.TOPIC;
  }

  /**
   * How it is to be used, as {@code name=value} with {@code &} between; empty if nothing is said.
   */
  public final String options() {
    return options;
  }

  /** The same topic, with nothing said about its use: as messages have it. */
  public final JmsTopic withoutOptions() {
    return options.isEmpty() ? this : new JmsTopic(this);
  }

  @Override
  public final String getTopicName() {
    return name();
  }
}
