package io.tabella.client;

import io.tabella.destination.JmsDestination;
import io.tabella.destination.JmsQueue;
import io.tabella.destination.JmsTopic;
import io.tabella.engine.delivery.Delivery;
import io.tabella.message.JmsMessage;
import io.tabella.message.MessageCodec;
import io.tabella.message.Receiving;
import jakarta.jms.Destination;
import jakarta.jms.IllegalStateException;
import jakarta.jms.InvalidDestinationException;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageFormatException;
import jakarta.jms.MessageListener;
import java.lang.System.Logger.Level;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a session's producers and consumers share: its lane, its mode, and the deliveries to its
 * consumers. Sending and receiving belong to the session's thread; the rest is for all.
 */
final class SessionCore {

  private static final System.Logger LOG = System.getLogger(SessionCore.class.getName());

  private final JmsConnection connection;
  private final SessionLane lane;
  private final SessionMode mode;
  private final MessageCodec codec;
  private final Life life;
  private final Bell bell = new Bell();
  private final SessionConsumers consumers;
  private final SessionSends sends;
  private final ListenerDispatch dispatch;
  private final DistinguishedListener distinguished;
  private final CallbackTurn turn = new CallbackTurn();

  /**
   * A core.
   *
   * @param choice gives the mode
   * @param what what the application calls it, for messages: "session", "context"
   */
  SessionCore(JmsConnection connection, SessionModes.Choice choice, String what)
      throws JMSException {
    this.connection = connection;
    this.life = new Life(what);
    this.lane = new SessionLane(connection.node(), connection.assignLane());
    SessionModes modes = new SessionModes(connection.config(), connection.problems());
    this.mode = choice.of(modes, lane);
    this.codec = new MessageCodec(connection.config().trusted());
    AsynchronousSends asynchronous = new AsynchronousSends(bell);
    Problems problems = connection.problems();
    this.consumers = new SessionConsumers(this, connection, lane, life, codec);
    this.dispatch = new ListenerDispatch(bell, asynchronous, consumers.all(), problems, turn);
    this.sends = new SessionSends(connection, codec, mode, asynchronous, dispatch);
    this.distinguished = new DistinguishedListener(this, turn, problems);
  }

  SessionMode mode() {
    return mode;
  }

  Bell bell() {
    return bell;
  }

  // State.

  /** Refuses calls on a closed session. */
  void check() throws IllegalStateException {
    life.check();
  }

  /** Refuses a receive where the session is closed, or a listener's thread is the session's own. */
  void checkReceive() throws JMSException {
    life.check();
    if (consumers.areListening()) {
      throw new IllegalStateException(
          "This session delivers to a MessageListener, so it cannot receive as well; use another"
              + " session for that.",
          "LISTENING");
    }
    mode.surfaceLateFailure();
  }

  boolean isOpen() {
    return life.isOpen();
  }

  boolean isClosed() {
    return life.isClosed();
  }

  /** Whether consumers get messages. */
  boolean isDelivering() {
    return life.isOpen() && connection.isDelivering();
  }

  /** Whether the caller is a listener of this session, of messages or of completions. */
  boolean isListening() {
    return turn.isMine();
  }

  /** Whether the caller is a listener of this session to which a message is being delivered. */
  boolean isBeingDelivered() {
    return turn.isDelivering();
  }

  // Consumers.

  SessionConsumers consumers() {
    return consumers;
  }

  /** Removes a durable subscription of this connection's client identifier. */
  void unsubscribe(@Nullable String name) throws JMSException {
    if (name == null || name.isBlank()) {
      throw new InvalidDestinationException(
          "The name of the subscription to be removed must not be empty.", "NAME");
    }
    try {
      connection.node().topics().unsubscribe(connection.clientIdOrEmpty(), name, lane.lane());
    } catch (RuntimeException e) {
      throw Failures.translate("The subscription '" + name + "' was not removed", e);
    }
  }

  /** Refuses a listener that cannot be served. */
  void checkListening() throws JMSException {
    mode.checkListening();
  }

  void beginListening() {
    dispatch.begin();
  }

  /** The connection was started or stopped. */
  void applyState() {
    consumers.applyState();
    bell.ring();
  }

  /** Waits until no delivery is under way; only once deliveries are shut off. */
  void awaitIdle() {
    consumers.awaitIdle();
    distinguished.awaitIdle();
  }

  // For connection consumers.

  DistinguishedListener distinguished() {
    return distinguished;
  }

  /** Lets connection consumers use this session; null ends that. */
  void distinguish(@Nullable MessageListener listener) throws JMSException {
    if (listener != null) {
      mode.checkListening();
      if (consumers.areUsed()) {
        throw new IllegalStateException(
            "This session has had consumers of its own; make another one for the MessageListener"
                + " of a ServerSessionPool.",
            "CONSUMERS");
      }
      lane.moveTo(connection.connectionConsumers().lane());
    }
    distinguished.set(listener);
  }

  // Receiving.

  /** A message on its way out of a receive. */
  Message receive(Delivery delivery, Provenance consumer) throws JMSException {
    JmsMessage message = decode(delivery, consumer);
    received(delivery);
    return message;
  }

  /**
   * The body of a message on its way out of a receive.
   *
   * @throws MessageFormatException if it has none, or not of this class
   */
  <T> T receiveBody(Delivery delivery, JmsMessageConsumer consumer, Class<T> wanted)
      throws JMSException {
    JmsMessage message = decode(delivery, consumer);
    T body;
    try {
      body = bodyOf(message, wanted);
    } catch (MessageFormatException e) {
      mode.bodyRefused(delivery);
      throw e;
    } catch (JMSException | RuntimeException | Error e) {
      handBack(delivery, e);
      throw e;
    }
    received(delivery);
    return body;
  }

  private static <T> T bodyOf(JmsMessage message, Class<T> wanted) throws JMSException {
    T body;
    try {
      body = message.getBody(wanted);
    } catch (MessageFormatException e) {
      throw Failures.bodyRefused(message, wanted, e);
    }
    if (body == null) {
      throw Failures.bodyRefused(message, wanted, null);
    }
    return body;
  }

  private void received(Delivery delivery) throws JMSException {
    try {
      mode.received(delivery);
    } catch (RuntimeException | Error e) {
      handBack(delivery, e);
      throw e;
    }
  }

  /** A message on its way to a listener. */
  void deliver(Delivery delivery, Provenance consumer, MessageListener listener)
      throws JMSException {
    JmsMessage message;
    try {
      message = decode(delivery, consumer);
    } catch (JMSException e) {
      LOG.log(Level.WARNING, "message cannot be read; source=" + delivery.source(), e);
      return;
    }
    mode.deliver(delivery, () -> listener.onMessage(message));
  }

  private JmsMessage decode(Delivery delivery, Provenance consumer) throws JMSException {
    try {
      return codec.decode(
          delivery.message(),
          new Receiving(
              consumer.destinationOf(delivery),
              delivery.deliveryCount(),
              connection.node().clock().now(),
              mode.transactionId(),
              this::acknowledge));
    } catch (JMSException | RuntimeException | Error e) {
      handBack(delivery, e);
      throw e;
    }
  }

  /** Otherwise nobody would have it until the node ends. */
  private void handBack(Delivery delivery, Throwable cause) {
    try {
      lane.handBack(List.of(delivery), Failures.textOf(cause));
    } catch (JMSException | RuntimeException | Error e) {
      cause.addSuppressed(e);
    }
  }

  /** Acknowledges what was received, if that is the application's part in this mode. */
  void acknowledge() throws JMSException {
    life.check();
    mode.acknowledge();
  }

  // Sending.

  /**
   * Where to send to.
   *
   * @throws jakarta.jms.InvalidDestinationException if it is null, or neither a queue nor a topic
   */
  Address address(@Nullable Destination destination) throws JMSException {
    JmsDestination own = JmsDestination.of(destination);
    return own instanceof JmsTopic topic
        ? TopicAddress.find(connection, topic)
        : QueueAddress.find(connection.node(), (JmsQueue) own);
  }

  /** The destinations that go with the connection. */
  TemporaryDestinations temporary() {
    return connection.temporary();
  }

  /** How messages go out. */
  SessionSends sends() {
    return sends;
  }

  // The end.

  /** Returns when no delivery is under way, and nothing is left behind. */
  void close() throws JMSException {
    if (isListening()) {
      throw JmsConnection.refusedInListener("close", life.what());
    }
    if (life.beginClosing()) {
      closeOnce();
    } else {
      life.awaitEnd();
    }
  }

  private void closeOnce() throws JMSException {
    Closing closing = new Closing();
    bell.ring();
    awaitIdle();
    distinguished.recall();
    sends.end();
    dispatch.end();
    // What was shown goes back before the readers leave, so that it goes on to other nodes at once.
    closing.step(mode::close);
    consumers.close(closing);
    life.end();
    closing.finish();
  }
}
