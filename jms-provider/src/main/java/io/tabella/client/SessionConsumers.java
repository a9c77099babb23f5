package io.tabella.client;

import io.tabella.destination.JmsDestination;
import io.tabella.destination.JmsQueue;
import io.tabella.engine.Node;
import io.tabella.engine.delivery.MessageFilter;
import io.tabella.engine.delivery.Reader;
import io.tabella.engine.dispatch.Browse;
import io.tabella.engine.log.SubscriptionRequest;
import io.tabella.message.MessageCodec;
import jakarta.jms.IllegalStateException;
import jakarta.jms.JMSException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * The consumers and browsers of a session, from their making to their close. Making them belongs to
 * the session's thread; the rest is for all.
 */
final class SessionConsumers {

  private final SessionCore session;
  private final JmsConnection connection;
  private final SessionLane lane;
  private final Life life;
  private final MessageCodec codec;
  private final List<JmsMessageConsumer> consumers = new CopyOnWriteArrayList<>();
  private final List<JmsQueueBrowser> browsers = new CopyOnWriteArrayList<>();
  private volatile boolean used;

  /**
   * None yet.
   *
   * @param life the session's
   */
  SessionConsumers(
      SessionCore session,
      JmsConnection connection,
      SessionLane lane,
      Life life,
      MessageCodec codec) {
    this.session = session;
    this.connection = connection;
    this.lane = lane;
    this.life = life;
    this.codec = codec;
  }

  // Making them.

  /**
   * A consumer of a queue.
   *
   * @param selector null for all messages
   */
  JmsQueueReceiver newReceiver(JmsQueue queue, @Nullable String selector) throws JMSException {
    session.distinguished().refuseOthers();
    MessageFilter filter = WantedMessages.ofQueue(selector);
    return connection
        .temporary()
        .consuming(queue, () -> begin(newReceiver(queue, selector, filter)));
  }

  private JmsQueueReceiver newReceiver(
      JmsQueue queue, @Nullable String selector, MessageFilter filter) throws JMSException {
    QueueAddress address = QueueAddress.find(connection.node(), queue);
    Reader reader = address.attach(selector, filter, session.bell()::ring, lane.lane());
    return new JmsQueueReceiver(session, queue, selector, reader);
  }

  /** A consumer of a subscription, which is made if need be. */
  JmsTopicSubscriber newSubscriber(Subscribing wish) throws JMSException {
    session.distinguished().refuseOthers();
    SubscriptionRequest request = wish.request(connection);
    return connection.temporary().consuming(wish.topic(), () -> subscribe(wish, request));
  }

  private JmsTopicSubscriber subscribe(Subscribing wish, SubscriptionRequest request)
      throws JMSException {
    Reader reader = wish.open(connection.node(), request, session.bell()::ring, lane.lane());
    return begin(new JmsTopicSubscriber(session, wish.topic(), request.spec(), reader));
  }

  /** One that is made while the session is being closed is closed here. */
  private <C extends JmsMessageConsumer> C begin(C consumer) throws JMSException {
    used = true;
    consumers.add(consumer);
    consumer.applyState();
    if (!life.isOpen()) {
      consumer.close();
      throw new IllegalStateException("This " + life.what() + " was closed meanwhile.", "CLOSED");
    }
    return consumer;
  }

  /**
   * A browser of a queue, which is made if need be.
   *
   * @param selector null for all messages
   */
  JmsQueueBrowser newBrowser(JmsQueue queue, @Nullable String selector) throws JMSException {
    MessageFilter filter = WantedMessages.ofQueue(selector);
    QueueAddress.find(connection.node(), queue);
    return connection
        .temporary()
        .consuming(
            queue,
            () -> {
              JmsQueueBrowser browser =
                  new JmsQueueBrowser(session, queue, selector, filter, codec);
              browsers.add(browser);
              return browser;
            });
  }

  /** A walk through a queue. */
  Browse browse(JmsQueue queue, MessageFilter filter) throws JMSException {
    try {
      Node node = connection.node();
      return node.browse(node.destinations().queueId(queue.name()), filter);
    } catch (RuntimeException e) {
      throw Failures.translate("The queue " + queue.name() + " cannot be browsed", e);
    }
  }

  // What they do.

  /** The consumers; changes all the time. */
  List<JmsMessageConsumer> all() {
    return consumers;
  }

  /** Whether the session has ever had a consumer. */
  boolean areUsed() {
    return used;
  }

  /** Whether a consumer has a listener. */
  boolean areListening() {
    return consumers.stream().anyMatch(JmsMessageConsumer::hasListener);
  }

  /** Whether there is a consumer or a browser of a destination. */
  boolean isConsuming(JmsDestination destination) {
    return consumers.stream().anyMatch(consumer -> consumer.destination().equals(destination))
        || browsers.stream().anyMatch(browser -> browser.destination().equals(destination));
  }

  /** The connection was started or stopped. */
  void applyState() {
    consumers.forEach(JmsMessageConsumer::applyState);
  }

  /** A listener is about to run: the other consumers must not be waited for. */
  void restOthers(JmsMessageConsumer busy) {
    for (JmsMessageConsumer consumer : consumers) {
      if (consumer != busy) {
        consumer.rest();
      }
    }
  }

  /** Waits until no delivery is under way; only once deliveries are shut off. */
  void awaitIdle() {
    consumers.forEach(JmsMessageConsumer::awaitIdle);
  }

  // Their end.

  void forget(JmsQueueBrowser browser) {
    browsers.remove(browser);
  }

  void forget(JmsMessageConsumer consumer) {
    consumers.remove(consumer);
  }

  /** Closes all that are there. */
  void close(Closing closing) {
    consumers.forEach(consumer -> closing.step(consumer::close));
    browsers.forEach(JmsQueueBrowser::close);
  }
}
