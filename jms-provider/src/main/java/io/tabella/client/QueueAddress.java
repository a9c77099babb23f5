package io.tabella.client;

import io.tabella.destination.JmsQueue;
import io.tabella.engine.Node;
import io.tabella.engine.delivery.MessageFilter;
import io.tabella.engine.delivery.Outlet;
import io.tabella.engine.delivery.Reader;
import io.tabella.engine.delivery.Sink;
import io.tabella.engine.dispatch.Dispatcher;
import io.tabella.engine.transaction.Lane;
import jakarta.jms.JMSException;
import org.jspecify.annotations.Nullable;

/**
 * A queue as the application knows it and as the node knows it.
 *
 * @param destination its name
 * @param dispatcher where its messages go to and come from in this node
 */
record QueueAddress(JmsQueue destination, Dispatcher dispatcher) implements Address {

  @Override
  public Outlet outlet() {
    return dispatcher.outlet();
  }

  /**
   * A consumer of it, not active yet.
   *
   * @param selector its text; null for all messages
   * @param filter what that comes to
   */
  Reader attach(@Nullable String selector, MessageFilter filter, Sink sink, Lane lane) {
    return selector == null
        ? dispatcher.attach(sink, lane)
        : dispatcher.attach(selector, filter, sink, lane);
  }

  /** Finds a queue, which is made if need be. */
  static QueueAddress find(Node node, JmsQueue queue) throws JMSException {
    try {
      long id = node.destinations().queueId(queue.name());
      return new QueueAddress(queue, node.dispatcher(id));
    } catch (RuntimeException e) {
      throw Failures.translate("The queue " + queue.name() + " could not be found or made", e);
    }
  }
}
