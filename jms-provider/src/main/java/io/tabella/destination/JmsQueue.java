package io.tabella.destination;

import io.tabella.store.DestinationKind;
import jakarta.jms.InvalidDestinationException;
import jakarta.jms.Queue;
import org.jspecify.annotations.Nullable;

/** A queue by name. Jakarta Messaging 3.1, 4.1.4. */
public sealed class JmsQueue extends JmsDestination implements Queue permits JmsTemporaryQueue {

  private static final long serialVersionUID = 1L;

  /**
   * A queue of that name; the database is not asked whether it exists.
   *
   * @throws InvalidDestinationException if the name is null or blank, longer than 200 characters,
   *     begins or ends with white space, or has control characters
   */
  public JmsQueue(@Nullable String name) throws InvalidDestinationException {
    super(name, "queue");
  }

  @Override
  public final DestinationKind kind() {
    return DestinationKind.QUEUE;
  }

  @Override
  public final String getQueueName() {
    return name();
  }
}
