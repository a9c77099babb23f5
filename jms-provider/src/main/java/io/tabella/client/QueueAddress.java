package io.tabella.client;

import io.tabella.destination.JmsDestination;
import io.tabella.destination.JmsQueue;
import io.tabella.engine.Node;
import io.tabella.engine.dispatch.Dispatcher;
import jakarta.jms.Destination;
import jakarta.jms.JMSException;
import org.jspecify.annotations.Nullable;

/**
 * A queue as the application knows it and as the node knows it.
 *
 * @param queue its name
 * @param dispatcher where its messages go to and come from in this node
 */
record QueueAddress(JmsQueue queue, Dispatcher dispatcher) {

  /**
   * Finds a queue, which is made if need be.
   *
   * @throws jakarta.jms.InvalidDestinationException if it is null, or neither a queue nor a topic
   */
  static QueueAddress find(Node node, @Nullable Destination destination) throws JMSException {
    JmsQueue queue = queueOf(destination);
    try {
      long id = node.destinations().queueId(queue.name());
      return new QueueAddress(queue, node.dispatcher(id));
    } catch (RuntimeException e) {
      throw Failures.translate("The queue " + queue.name() + " could not be found or made", e);
    }
  }

  private static JmsQueue queueOf(@Nullable Destination destination) throws JMSException {
    if (JmsDestination.of(destination) instanceof JmsQueue queue) {
      return queue;
    }
    throw NotInThisVersion.topics();
  }
}
