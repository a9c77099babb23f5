package io.tabella.destination;

import io.tabella.store.DestinationKind;
import jakarta.jms.Destination;
import jakarta.jms.InvalidDestinationException;
import jakarta.jms.JMSException;
import jakarta.jms.Queue;
import jakarta.jms.Topic;
import java.io.IOException;
import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import javax.naming.Reference;
import javax.naming.Referenceable;
import javax.naming.StringRefAddr;
import org.jspecify.annotations.Nullable;

/**
 * A queue or a topic by name. Immutable, a value, safe for all threads. Jakarta Messaging 3.1, 5.2.
 */
public abstract sealed class JmsDestination implements Destination, Referenceable, Serializable
    permits JmsQueue, JmsTopic {

  /** What holds {@link #toString} in a reference. */
  public static final String REFERENCE = "destination";

  /** By name: destinations know nothing of what makes them. */
  private static final String OBJECT_FACTORY = "io.tabella.jms.TabellaObjectFactory";

  private static final String QUEUE_PREFIX = DestinationKind.QUEUE.address("");
  private static final String TOPIC_PREFIX = DestinationKind.TOPIC.address("");

  private static final long serialVersionUID = 1L;

  /** Its name: not blank, at most 200 characters, compared to the letter. */
  private final String name;

  JmsDestination(@Nullable String name, String kind) throws InvalidDestinationException {
    this.name = DestinationName.checked(name, kind);
  }

  JmsDestination(JmsDestination other) {
    this.name = other.name;
  }

  /**
   * Takes any destination as ours: our own as it is, another provider's by its kind and name.
   *
   * @throws InvalidDestinationException if it is null, neither a queue nor a topic, or has a name
   *     that cannot be used
   * @throws JMSException if another provider's destination does not tell its name
   */
  public static JmsDestination of(@Nullable Destination destination) throws JMSException {
    if (destination instanceof JmsDestination own) {
      return own;
    }
    if (destination == null) {
      throw new InvalidDestinationException("the destination must not be null");
    }
    boolean queue = destination instanceof Queue;
    if (queue == (destination instanceof Topic)) {
      throw new InvalidDestinationException(
          "a destination of class "
              + destination.getClass().getName()
              + " cannot be used: it must be "
              + (queue ? "either a jakarta.jms.Queue or" : "a jakarta.jms.Queue or")
              + " a jakarta.jms.Topic"
              + (queue ? ", not both" : ""));
    }
    return queue
        ? new JmsQueue(((Queue) destination).getQueueName())
        : new JmsTopic(((Topic) destination).getTopicName());
  }

  /**
   * Reads the form {@code queue:NAME} or {@code topic:NAME} that {@link #toString} writes.
   *
   * @throws InvalidDestinationException if it is neither, or the name cannot be used
   */
  public static JmsDestination parse(String text) throws InvalidDestinationException {
    if (text.startsWith(QUEUE_PREFIX)) {
      return new JmsQueue(text.substring(QUEUE_PREFIX.length()));
    }
    if (text.startsWith(TOPIC_PREFIX)) {
      return new JmsTopic(text.substring(TOPIC_PREFIX.length()));
    }
    throw new InvalidDestinationException(
        "\"" + text + "\" is not a destination: write queue:NAME or topic:NAME");
  }

  /** For naming services: its kind and name. */
  @Override
  public final Reference getReference() {
    return new Reference(
        getClass().getName(), new StringRefAddr(REFERENCE, toString()), OBJECT_FACTORY, null);
  }

  /** Its name, without the kind. */
  public final String name() {
    return name;
  }

  /** Whether it is a queue or a topic. */
  public abstract DestinationKind kind();

  /** Deletes a temporary one. */
  final void deleteThrough(@Nullable Deletion deletion) throws JMSException {
    if (deletion == null) {
      throw new JMSException(
          "The temporary "
              + kind().word()
              + " "
              + name
              + " can only be deleted through its connection.",
          "NOT_OURS");
    }
    deletion.delete(this);
  }

  /** The form {@code queue:NAME} or {@code topic:NAME}, which {@link #parse} reads. */
  @Override
  public final String toString() {
    return kind().address(name);
  }

  @Override
  public final boolean equals(@Nullable Object other) {
    return other instanceof JmsDestination that && kind() == that.kind() && name.equals(that.name);
  }

  @Override
  public final int hashCode() {
    return 31 * name.hashCode() + kind().code();
  }

  /** Serialized bytes go through the same rules as a constructor's argument. */
  private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
    in.defaultReadObject();
    try {
      DestinationName.checked(name, "destination");
    } catch (InvalidDestinationException e) {
      InvalidObjectException invalid = new InvalidObjectException(e.getMessage());
      invalid.initCause(e);
      throw invalid;
    }
  }
}
