package io.tabella.client;

import io.tabella.destination.JmsDestination;
import io.tabella.destination.JmsTopic;
import io.tabella.engine.Node;
import io.tabella.engine.delivery.Reader;
import io.tabella.engine.delivery.Sink;
import io.tabella.engine.lease.TemporaryNames;
import io.tabella.engine.log.SubscriptionRequest;
import io.tabella.engine.log.TopicPattern;
import io.tabella.engine.transaction.Lane;
import io.tabella.store.SubscriptionKind;
import io.tabella.store.SubscriptionSpec;
import jakarta.jms.Destination;
import jakarta.jms.IllegalStateException;
import jakarta.jms.InvalidDestinationException;
import jakarta.jms.JMSException;
import org.jspecify.annotations.Nullable;

/**
 * The wish for a consumer of a topic. Immutable. Jakarta Messaging 3.1, 8.3.
 *
 * @param name of the subscription; null for one that is not durable and not shared
 * @param selector null or blank for all messages
 */
record Subscribing(
    JmsTopic topic,
    SubscriptionKind kind,
    @Nullable String name,
    @Nullable String selector,
    boolean noLocal) {

  /**
   * A wish.
   *
   * @throws InvalidDestinationException if the destination is not a topic
   * @throws JMSException if the name is missing where there must be one
   */
  static Subscribing of(
      @Nullable Destination destination,
      SubscriptionKind kind,
      @Nullable String name,
      @Nullable String selector,
      boolean noLocal)
      throws JMSException {
    if (!(JmsDestination.of(destination) instanceof JmsTopic topic)) {
      throw new InvalidDestinationException(
          "A subscription is for a topic, not for " + destination + ".", "NOT_A_TOPIC");
    }
    if (TopicPattern.of(topic.name()).isMisplaced()) {
      throw new InvalidDestinationException(
          "The pattern " + topic.name() + " fits no topic: the part > stands at the end only.",
          "WILDCARD");
    }
    if (kind.durable() && TemporaryNames.isTemporary(topic.name())) {
      throw new InvalidDestinationException(
          "A durable subscription would outlive the temporary topic " + topic.name() + ".",
          "TEMPORARY");
    }
    if (kind != SubscriptionKind.NON_DURABLE && (name == null || name.isBlank())) {
      throw new JMSException(
          "The name of a durable or shared subscription must not be empty.", "NAME");
    }
    return new Subscribing(topic, kind, name, Selectors.normalized(selector), noLocal);
  }

  /** The request of a connection. */
  SubscriptionRequest request(JmsConnection connection) throws JMSException {
    String clientId = connection.clientIdOrEmpty();
    if (kind == SubscriptionKind.DURABLE && clientId.isEmpty()) {
      throw new IllegalStateException(
          "A durable subscription that is not shared belongs to a client identifier, and this"
              + " connection has none: set it on the factory or with setClientID, or use"
              + " createSharedDurableConsumer.",
          "CLIENT_ID");
    }
    SubscriptionSpec spec =
        new SubscriptionSpec(kind, clientId, nameFor(connection), topic.name(), selector, noLocal);
    return new SubscriptionRequest(
        spec, TopicOptions.of(topic).start(), WantedMessages.filter(spec, connection.origin()));
  }

  /** A consumer of it, not active yet. */
  Reader open(Node node, SubscriptionRequest request, Sink sink, Lane lane) throws JMSException {
    try {
      return node.topics().subscribe(request, sink, lane);
    } catch (RuntimeException e) {
      throw Failures.translate("The subscription of " + topic.name() + " cannot be used", e);
    }
  }

  private String nameFor(JmsConnection connection) {
    return name != null
        ? name
        : "consumer " + connection.node().id() + "-" + connection.node().newConsumerNumber();
  }
}
