package io.tabella.destination;

import jakarta.jms.InvalidDestinationException;
import jakarta.jms.JMSException;
import jakarta.jms.TemporaryTopic;
import org.jspecify.annotations.Nullable;

/** A topic that is gone with the connection that made it. Jakarta Messaging 3.1, 6.2.2. */
public final class JmsTemporaryTopic extends JmsTopic implements TemporaryTopic {

  private static final long serialVersionUID = 1L;

  /** Removes the topic; what was serialized and read again has none. */
  private final transient @Nullable Deletion deletion;

  /** One that its connection has made. */
  public JmsTemporaryTopic(String name, Deletion deletion) throws InvalidDestinationException {
    super(name);
    this.deletion = deletion;
  }

  @Override
  public void delete() throws JMSException {
    deleteThrough(deletion);
  }
}
