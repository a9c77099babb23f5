package io.tabella.client;

import jakarta.jms.Destination;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Topic;
import jakarta.jms.TopicPublisher;
import org.jspecify.annotations.Nullable;

/** A producer for topics. As {@link JmsMessageProducer} says. */
final class JmsTopicPublisher extends JmsMessageProducer implements TopicPublisher {

  JmsTopicPublisher(SessionCore session, @Nullable Address bound) {
    super(session, bound);
  }

  @Override
  public @Nullable Topic getTopic() throws JMSException {
    return (Topic) getDestination();
  }

  @Override
  public void publish(Message message) throws JMSException {
    send(message);
  }

  @Override
  public void publish(Message message, int mode, int priority, long timeToLive)
      throws JMSException {
    send(message, mode, priority, timeToLive);
  }

  @Override
  public void publish(Topic topic, Message message) throws JMSException {
    send((Destination) topic, message);
  }

  @Override
  public void publish(Topic topic, Message message, int mode, int priority, long timeToLive)
      throws JMSException {
    send((Destination) topic, message, mode, priority, timeToLive);
  }
}
