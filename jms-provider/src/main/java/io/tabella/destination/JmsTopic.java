package io.tabella.destination;

import io.tabella.store.DestinationKind;
import jakarta.jms.InvalidDestinationException;
import jakarta.jms.Topic;
import org.jspecify.annotations.Nullable;

/** A topic by name. Jakarta Messaging 3.1, 4.2.6. */
public final class JmsTopic extends JmsDestination implements Topic {

  private static final long serialVersionUID = 1L;

  /**
   * A topic of that name; the database is not asked whether it exists.
   *
   * @throws InvalidDestinationException if the name is null or blank, longer than 200 characters,
   *     begins or ends with white space, or has control characters
   */
  public JmsTopic(@Nullable String name) throws InvalidDestinationException {
    super(name, "topic");
  }

  @Override
  public DestinationKind kind() {
    return DestinationKind.TOPIC;
  }

  @Override
  public String getTopicName() {
    return name();
  }
}
