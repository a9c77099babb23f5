package io.tabella.client;

import io.tabella.destination.JmsTemporaryTopic;
import io.tabella.destination.JmsTopic;
import io.tabella.engine.lease.TemporaryTopics;
import jakarta.jms.InvalidDestinationException;
import jakarta.jms.JMSException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The temporary topics of a connection: it alone may consume from them, and they go with it.
 * Jakarta Messaging 3.1, 6.2.2. For all threads.
 */
final class TemporaryTopicSet {

  private final JmsConnection connection;
  private final Set<JmsTopic> topics = ConcurrentHashMap.newKeySet();

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

  /** Refuses consumers of other connections' temporary topics. */
  void checkConsumer(JmsTopic topic) throws InvalidDestinationException {
    if (TemporaryTopics.isTemporary(topic.name()) && !topics.contains(topic)) {
      throw new InvalidDestinationException(
          "Only the connection that made the temporary topic "
              + topic.name()
              + " may consume from it, until it is deleted.",
          "TEMPORARY");
    }
  }

  private void delete(JmsTemporaryTopic topic) throws JMSException {
    if (connection.isConsuming(topic)) {
      throw new JMSException(
          "The temporary topic " + topic.name() + " has a consumer; close it before deleting.",
          "IN_USE");
    }
    if (topics.remove(topic)) {
      remove(topic);
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
      connection.node().topics().removeTemporary(topic.name(), connection.node().assignLane());
    } catch (RuntimeException e) {
      if (!Failures.isEndOfNode(e)) {
        throw Failures.translate("The temporary topic " + topic.name() + " was not removed", e);
      }
    }
  }
}
