package io.tabella.client;

import io.tabella.destination.JmsDestination;
import io.tabella.destination.JmsQueue;
import io.tabella.engine.delivery.MessageFilter;
import io.tabella.engine.delivery.Reader;
import io.tabella.engine.log.SubscriptionRequest;
import io.tabella.engine.transaction.Lane;
import io.tabella.store.SubscriptionKind;
import jakarta.jms.ConnectionConsumer;
import jakarta.jms.Destination;
import jakarta.jms.IllegalStateException;
import jakarta.jms.JMSException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The connection consumers of a connection. All of them, and all sessions of their pools, share one
 * lane: what is acknowledged of a subscription goes through the lane that claimed it, and a session
 * may get messages from any of them, even in one transaction. For all threads.
 */
final class ConnectionConsumers {

  private final JmsConnection connection;
  private final List<JmsConnectionConsumer> consumers = new CopyOnWriteArrayList<>();
  private final AtomicReference<@Nullable Lane> lane = new AtomicReference<>();

  ConnectionConsumers(JmsConnection connection) {
    this.connection = connection;
  }

  /** The lane of all of them, and of the sessions that they use. */
  Lane lane() {
    Lane known = lane.get();
    if (known == null) {
      Lane assigned = connection.assignLane();
      known = lane.compareAndSet(null, assigned) ? assigned : lane();
    }
    return known;
  }

  /** One of a queue, or of all that is published to a topic from now on. */
  ConnectionConsumer create(
      @Nullable Destination destination, @Nullable String selector, ServerSessions sessions)
      throws JMSException {
    return JmsDestination.of(destination) instanceof JmsQueue queue
        ? create(queue, Selectors.normalized(selector), sessions)
        : create(
            Subscribing.of(destination, SubscriptionKind.NON_DURABLE, null, selector, false),
            sessions);
  }

  private ConnectionConsumer create(
      JmsQueue queue, @Nullable String selector, ServerSessions sessions) throws JMSException {
    MessageFilter filter = WantedMessages.ofQueue(selector);
    Bell bell = new Bell();
    return connection
        .temporary()
        .consuming(
            queue,
            () -> {
              Reader reader =
                  QueueAddress.find(connection.node(), queue)
                      .attach(selector, filter, bell::ring, lane());
              return begin(new JmsConnectionConsumer(queue, reader, bell, sessions));
            });
  }

  /** One of a subscription, which is made if need be. */
  ConnectionConsumer create(Subscribing wish, ServerSessions sessions) throws JMSException {
    SubscriptionRequest request = wish.request(connection);
    Bell bell = new Bell();
    return connection
        .temporary()
        .consuming(
            wish.topic(),
            () -> {
              Reader reader = wish.open(connection.node(), request, bell::ring, lane());
              return begin(new JmsConnectionConsumer(wish.topic(), reader, bell, sessions));
            });
  }

  /** One that is made while the connection is being closed is closed here. */
  private ConnectionConsumer begin(JmsConnectionConsumer consumer) throws JMSException {
    consumers.add(consumer);
    consumer.begin();
    if (!connection.isOpen()) {
      consumer.close();
      throw new IllegalStateException("This connection was closed meanwhile.", "CLOSED");
    }
    return consumer;
  }

  void forget(JmsConnectionConsumer consumer) {
    consumers.remove(consumer);
  }

  boolean isConsuming(JmsDestination destination) {
    return consumers.stream().anyMatch(consumer -> consumer.destination().equals(destination));
  }

  /** The connection was started or stopped. */
  void applyState() {
    consumers.forEach(JmsConnectionConsumer::applyState);
  }

  /** Waits until nothing is being delivered; only once deliveries are shut off. */
  void awaitIdle() {
    consumers.forEach(JmsConnectionConsumer::awaitIdle);
  }

  void close() throws JMSException {
    Closing closing = new Closing();
    consumers.forEach(consumer -> closing.step(consumer::close));
    closing.finish();
  }
}
