package io.tabella.client;

import io.tabella.destination.JmsDestination;
import io.tabella.destination.JmsQueue;
import io.tabella.engine.delivery.Delivery;
import io.tabella.engine.delivery.Reader;
import jakarta.jms.JMSException;
import jakarta.jms.Queue;
import jakarta.jms.QueueReceiver;
import org.jspecify.annotations.Nullable;

/** A consumer of a queue. As {@link JmsMessageConsumer} says. */
final class JmsQueueReceiver extends JmsMessageConsumer implements QueueReceiver {

  private final JmsQueue queue;

  JmsQueueReceiver(SessionCore session, JmsQueue queue, @Nullable String selector, Reader reader) {
    super(session, queue, selector, reader);
    this.queue = queue;
  }

  @Override
  public Queue getQueue() throws JMSException {
    check();
    return queue;
  }

  @Override
  public JmsDestination destinationOf(Delivery delivery) {
    return queue;
  }
}
