package io.tabella.client;

import io.tabella.destination.JmsDestination;
import io.tabella.destination.JmsQueue;
import io.tabella.destination.JmsTemporaryQueue;
import io.tabella.destination.JmsTemporaryTopic;
import io.tabella.engine.Node;
import io.tabella.engine.lease.TemporaryNames;
import jakarta.jms.InvalidDestinationException;
import jakarta.jms.JMSException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/**
 * The temporary queues and topics of a connection: it alone may consume from them, and they go with
 * it. Jakarta Messaging 3.1, 6.2.2. For all threads.
 */
final class TemporaryDestinations {

  private final Node node;
  private final Predicate<JmsDestination> isConsumed;
  private final Set<JmsDestination> own = ConcurrentHashMap.newKeySet();

  /** So that a destination gets no consumer while it is being deleted. */
  private final ReentrantLock consumersLock = new ReentrantLock();

  /**
   * None yet.
   *
   * @param isConsumed whether the connection has a consumer of a destination
   */
  TemporaryDestinations(Node node, Predicate<JmsDestination> isConsumed) {
    this.node = node;
    this.isConsumed = isConsumed;
  }

  /** How a consumer is made. */
  interface Making<C> {
    C make() throws JMSException;
  }

  JmsTemporaryTopic createTopic() throws JMSException {
    try {
      return added(new JmsTemporaryTopic(node.topics().createTemporary(), this::delete));
    } catch (RuntimeException e) {
      throw Failures.translate("A temporary topic could not be made", e);
    }
  }

  JmsTemporaryQueue createQueue() throws JMSException {
    try {
      return added(new JmsTemporaryQueue(node.temporaryQueues().create(), this::delete));
    } catch (RuntimeException e) {
      throw Failures.translate("A temporary queue could not be made", e);
    }
  }

  private <D extends JmsDestination> D added(D destination) {
    own.add(destination);
    return destination;
  }

  /**
   * Makes a consumer or a browser of any destination.
   *
   * @throws InvalidDestinationException if it is a temporary one of another connection, or gone
   */
  <C> C consuming(JmsDestination destination, Making<C> making) throws JMSException {
    if (!TemporaryNames.isTemporary(destination.name())) {
      return making.make();
    }
    consumersLock.lock();
    try {
      if (!own.contains(destination)) {
        throw new InvalidDestinationException(
            "Only the connection that made the temporary destination "
                + destination.name()
                + " may consume from it, until it is deleted.",
            "TEMPORARY");
      }
      return making.make();
    } finally {
      consumersLock.unlock();
    }
  }

  private void delete(JmsDestination destination) throws JMSException {
    consumersLock.lock();
    try {
      deleteUnlessConsumed(destination);
    } finally {
      consumersLock.unlock();
    }
  }

  private void deleteUnlessConsumed(JmsDestination destination) throws JMSException {
    if (isConsumed.test(destination)) {
      throw new JMSException(
          "The temporary destination "
              + destination.name()
              + " has a consumer; close it before deleting.",
          "IN_USE");
    }
    if (own.contains(destination)) {
      remove(destination);
      own.remove(destination);
    }
  }

  /** The connection is closed. */
  void deleteAll() throws JMSException {
    Closing closing = new Closing();
    for (JmsDestination destination : own) {
      closing.step(() -> remove(destination));
    }
    own.clear();
    closing.finish();
  }

  /** What cannot be removed now goes when the node is reaped. */
  private void remove(JmsDestination destination) throws JMSException {
    try {
      if (destination instanceof JmsQueue) {
        node.temporaryQueues().remove(destination.name(), node.commonLane());
      } else {
        node.topics().removeTemporary(destination.name(), node.commonLane());
      }
    } catch (RuntimeException e) {
      if (!Failures.isEndOfNode(e)) {
        throw Failures.translate(
            "The temporary destination " + destination.name() + " was not removed", e);
      }
    }
  }
}
