package io.tabella.client;

import jakarta.jms.Destination;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Queue;
import jakarta.jms.QueueSender;
import org.jspecify.annotations.Nullable;

/** A producer for queues. As {@link JmsMessageProducer} says. */
final class JmsQueueSender extends JmsMessageProducer implements QueueSender {

  JmsQueueSender(SessionCore session, @Nullable Address bound) {
    super(session, bound);
  }

  @Override
  public @Nullable Queue getQueue() throws JMSException {
    return (Queue) getDestination();
  }

  @Override
  public void send(Queue queue, Message message) throws JMSException {
    send((Destination) queue, message);
  }

  @Override
  public void send(Queue queue, Message message, int mode, int priority, long timeToLive)
      throws JMSException {
    send((Destination) queue, message, mode, priority, timeToLive);
  }
}
