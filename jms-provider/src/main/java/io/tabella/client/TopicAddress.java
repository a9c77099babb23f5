package io.tabella.client;

import io.tabella.destination.JmsTopic;
import io.tabella.engine.delivery.Outlet;
import io.tabella.engine.log.TopicPattern;
import jakarta.jms.InvalidDestinationException;
import jakarta.jms.JMSException;

/**
 * A topic as the application knows it and as one connection publishes to it.
 *
 * @param destination its name
 */
record TopicAddress(JmsTopic destination, Outlet outlet) implements Address {

  /**
   * Finds a topic, which is made if need be.
   *
   * @throws InvalidDestinationException if the name is a pattern
   */
  static TopicAddress find(JmsConnection connection, JmsTopic topic) throws JMSException {
    if (TopicPattern.of(topic.name()).isWildcard()) {
      throw new InvalidDestinationException(
          "Nothing can be published to "
              + topic.name()
              + ": a name with a part * or > stands for many topics, and is for consumers only.",
          "WILDCARD");
    }
    try {
      connection.retainOnce(topic);
      Outlet outlet = connection.node().topics().outlet(topic.name(), connection.origin());
      return new TopicAddress(topic.withoutOptions(), outlet);
    } catch (RuntimeException e) {
      throw Failures.translate("The topic " + topic.name() + " could not be found or made", e);
    }
  }
}
