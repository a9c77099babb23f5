package io.tabella.client;

import io.tabella.destination.JmsTemporaryTopic;
import io.tabella.destination.JmsTopic;
import io.tabella.engine.lease.TemporaryTopics;
import jakarta.jms.InvalidDestinationException;
import jakarta.jms.JMSException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The temporary topics of a connection: it alone may consume from them, and they go with it.
 * Jakarta Messaging 3.1, 6.2.2. For all threads.
 */
final class TemporaryTopicSet {

  private final JmsConnection connection;
  private final Set<JmsTopic> topics = ConcurrentHashMap.newKeySet();

  /** So that a topic gets no consumer while it is being deleted. */
  private final ReentrantLock consumersLock = new ReentrantLock();

  /** How a consumer is made. */
  interface Making<C> {
    C make() throws JMSException;
  }

  TemporaryTopicSet(JmsConnection connection) {
    this.connection = connection;
  }

  JmsTemporaryTopic create() throws JMSException {
    try {
      String name = connection.node().topics().createTemporary();
      JmsTemporaryTopic topic = new JmsTemporaryTopic(name, this::delete);
      topics.add(topic);
      return topic;
    } catch (RuntimeException e) {
      throw Failures.translate("A temporary topic could not be made", e);
    }
  }

  /**
   * Makes a consumer of any topic.
   *
   * @throws InvalidDestinationException if it is a temporary one of another connection, or gone
   */
  <C> C consuming(JmsTopic topic, Making<C> making) throws JMSException {
    if (!TemporaryTopics.isTemporary(topic.name())) {
      return making.make();
    }
    consumersLock.lock();
    try {
      checkConsumer(topic);
      return making.make();
    } finally {
      consumersLock.unlock();
    }
  }

  private void checkConsumer(JmsTopic topic) throws InvalidDestinationException {
    if (TemporaryTopics.isTemporary(topic.name()) && !topics.contains(topic)) {
      throw new InvalidDestinationException(
          "Only the connection that made the temporary topic "
              + topic.name()
              + " may consume from it, until it is deleted.",
          "TEMPORARY");
    }
  }

  private void delete(JmsTemporaryTopic topic) throws JMSException {
    consumersLock.lock();
    try {
      deleteUnlessConsumed(topic);
    } finally {
      consumersLock.unlock();
    }
  }

  private void deleteUnlessConsumed(JmsTemporaryTopic topic) throws JMSException {
    if (connection.isConsuming(topic)) {
      throw new JMSException(
          "The temporary topic " + topic.name() + " has a consumer; close it before deleting.",
          "IN_USE");
    }
    if (topics.contains(topic)) {
      remove(topic);
      topics.remove(topic);
    }
  }

  /** The connection is closed. */
  void deleteAll() throws JMSException {
    Closing closing = new Closing();
    for (JmsTopic topic : topics) {
      closing.step(() -> remove(topic));
    }
    topics.clear();
    closing.finish();
  }

  /** What cannot be removed now goes when the node is reaped. */
  private void remove(JmsTopic topic) throws JMSException {
    try {
      connection.node().topics().removeTemporary(topic.name(), connection.node().commonLane());
    } catch (RuntimeException e) {
      if (!Failures.isEndOfNode(e)) {
        throw Failures.translate("The temporary topic " + topic.name() + " was not removed", e);
      }
    }
  }
}
