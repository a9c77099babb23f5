package io.tabella.client;

import io.tabella.destination.JmsDestination;
import io.tabella.destination.JmsTopic;
import io.tabella.engine.Node;
import io.tabella.engine.transaction.Lane;
import io.tabella.message.Signature;
import io.tabella.store.StoreException;
import io.tabella.store.SubscriptionKind;
import jakarta.jms.ConnectionConsumer;
import jakarta.jms.ConnectionMetaData;
import jakarta.jms.Destination;
import jakarta.jms.ExceptionListener;
import jakarta.jms.IllegalStateException;
import jakarta.jms.JMSException;
import jakarta.jms.Queue;
import jakarta.jms.QueueConnection;
import jakarta.jms.QueueSession;
import jakarta.jms.ServerSessionPool;
import jakarta.jms.Session;
import jakarta.jms.Topic;
import jakarta.jms.TopicConnection;
import jakarta.jms.TopicSession;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A connection for queues and topics. For all threads. Jakarta Messaging 3.1, 6.1. */
public class JmsConnection implements QueueConnection, TopicConnection {

  private static final System.Logger LOG = System.getLogger(JmsConnection.class.getName());

  private final LoginNode member;
  private final Node node;
  private final ConnectionConfig config;
  private final Domain domain;
  private final ConnectionIdentity identity;
  private final Problems problems = new Problems();
  private final Consumer<StoreException> endOfNode = this::nodeEnded;
  private final Life life = new Life("connection");
  private final List<JmsSession> sessions = new CopyOnWriteArrayList<>();
  private final TemporaryDestinations temporary;
  private final ConnectionConsumers connectionConsumers = new ConnectionConsumers(this);
  private final Set<String> retained = ConcurrentHashMap.newKeySet();
  private final long number;
  private final Signature signature;
  private volatile boolean started;

  /**
   * A connection of a node that works.
   *
   * @throws jakarta.jms.InvalidClientIDException if another one has the administered identifier
   */
  public JmsConnection(ConnectionSeat seat) throws JMSException {
    this.member = seat.member();
    this.node = seat.node();
    this.config = seat.config();
    this.domain = seat.domain();
    this.identity = new ConnectionIdentity(new NodeClientIds(node), config.clientId());
    this.number = node.newConnectionNumber();
    this.signature = config.signing().signature(member::user);
    this.temporary = new TemporaryDestinations(node, this::isConsuming);
    member.add(this);
    node.onEnd(endOfNode);
  }

  // Sessions.

  @Override
  public Session createSession() throws JMSException {
    return createSession(Session.AUTO_ACKNOWLEDGE);
  }

  @Override
  public Session createSession(int sessionMode) throws JMSException {
    return newSession(sessionMode, Domain.BOTH);
  }

  @Override
  public Session createSession(boolean transacted, int acknowledgeMode) throws JMSException {
    return newSession(modeOf(transacted, acknowledgeMode), Domain.BOTH);
  }

  @Override
  public QueueSession createQueueSession(boolean transacted, int acknowledgeMode)
      throws JMSException {
    return newSession(modeOf(transacted, acknowledgeMode), Domain.QUEUES);
  }

  @Override
  public TopicSession createTopicSession(boolean transacted, int acknowledgeMode)
      throws JMSException {
    return newSession(modeOf(transacted, acknowledgeMode), Domain.TOPICS);
  }

  private static int modeOf(boolean transacted, int acknowledgeMode) throws JMSException {
    if (transacted) {
      return Session.SESSION_TRANSACTED;
    }
    if (acknowledgeMode == Session.SESSION_TRANSACTED) {
      throw new JMSException(
          "A session that is not transacted needs AUTO_, CLIENT_ or DUPS_OK_ACKNOWLEDGE.",
          "SESSION_MODE");
    }
    return acknowledgeMode;
  }

  private JmsSession newSession(int mode, Domain domain) throws JMSException {
    use();
    return begin(new JmsSession(parts(mode, "session", domain)));
  }

  /** The session of a context, which may still set the client identifier. */
  JmsSession newContextSession(int mode) throws JMSException {
    life.check();
    return begin(new JmsSession(parts(mode, "context", Domain.BOTH)));
  }

  private SessionParts parts(int mode, String what, Domain domain) throws JMSException {
    SessionModes.Choice choice = (modes, lane) -> around(modes.of(mode, lane), lane::lane);
    return new SessionParts(this, new SessionCore(this, choice, what), domain);
  }

  /**
   * The mode of a session, around the one that its application asked for.
   *
   * @param lane gives the session's lane
   */
  protected SessionMode around(SessionMode mode, Supplier<Lane> lane) {
    return mode;
  }

  /**
   * What a session is made of whose mode stands around AUTO_ACKNOWLEDGE.
   *
   * @param what what the application calls it, for messages
   */
  protected final SessionParts parts(UnaryOperator<SessionMode> around, String what, Domain domain)
      throws JMSException {
    life.check();
    SessionModes.Choice choice =
        (modes, lane) -> around.apply(modes.of(Session.AUTO_ACKNOWLEDGE, lane));
    return new SessionParts(this, new SessionCore(this, choice, what), domain);
  }

  /** A session is there, and closed with this connection. */
  protected final <S extends JmsSession> S begin(S session) throws JMSException {
    sessions.add(session);
    if (life.isClosed()) {
      session.close();
      life.check();
    }
    return session;
  }

  void forget(JmsSession session) {
    sessions.remove(session);
  }

  // Identity, metadata, exception listener.

  @Override
  public @Nullable String getClientID() throws JMSException {
    life.check();
    return identity.clientId();
  }

  @Override
  public void setClientID(@Nullable String clientId) throws JMSException {
    life.check();
    identity.set(clientId);
  }

  @Override
  public ConnectionMetaData getMetaData() throws JMSException {
    life.check();
    return new JmsConnectionMetaData(config.signing().propertyNames());
  }

  @Override
  public @Nullable ExceptionListener getExceptionListener() throws JMSException {
    life.check();
    return problems.listener();
  }

  @Override
  public void setExceptionListener(@Nullable ExceptionListener listener) throws JMSException {
    life.check();
    problems.listener(listener);
  }

  private void nodeEnded(StoreException cause) {
    problems.report(
        Failures.translate("This connection has ended; close it and make a new one", cause));
  }

  // Start, stop, close.

  @Override
  public void start() throws JMSException {
    use();
    started = true;
    applyState();
  }

  /** Returns when no listener is running any more. */
  @Override
  public void stop() throws JMSException {
    refuseIf(SessionCore::isBeingDelivered, "stop");
    use();
    started = false;
    applyState();
    sessions.forEach(session -> session.core().awaitIdle());
    connectionConsumers.awaitIdle();
  }

  /** Whether consumers get messages. */
  boolean isDelivering() {
    return started && life.isOpen();
  }

  private void applyState() {
    sessions.forEach(session -> session.core().applyState());
    connectionConsumers.applyState();
  }

  boolean isOpen() {
    return life.isOpen();
  }

  /** Returns when no listener is running any more, everything uncommitted is undone. */
  @Override
  public void close() throws JMSException {
    refuseInListener("close");
    if (life.beginClosing()) {
      closeOnce();
    } else {
      life.awaitEnd();
    }
  }

  /** A context is closed; the last one takes its connection along. */
  public final void closeUnlessUsed() throws JMSException {
    if (sessions.isEmpty()) {
      close();
    }
  }

  private void closeOnce() throws JMSException {
    Closing closing = new Closing();
    // All listeners first: while one of them runs, it may use everything.
    sessions.forEach(session -> session.core().awaitIdle());
    sessions.forEach(session -> session.core().sends().end());
    sessions.forEach(session -> closing.step(session::close));
    closing.step(connectionConsumers::close);
    closing.step(this::deleteTemporary);
    node.offEnd(endOfNode);
    identity.giveUp();
    life.end();
    // What others have made meanwhile; from now on a new session closes itself.
    sessions.forEach(session -> closing.step(session::close));
    closing.step(this::leave);
    closing.finish();
  }

  /** Deletes its temporary destinations. */
  protected void deleteTemporary() throws JMSException {
    temporary.deleteAll();
  }

  /** It needs its node no more, which may end then. */
  protected void leave() {
    member.leave(this);
  }

  /** The same for the node's own threads: whoever stops the node waits for them. */
  protected final void leaveSoon() {
    Future<?> unused = member.delays().begin("tabella-leave", 0, this::leaveNow);
  }

  /** With what is left of its temporary destinations. */
  protected final void leaveNow() {
    try {
      deleteTemporary();
    } catch (JMSException e) {
      LOG.log(Level.DEBUG, "temporary destinations go with the node; node=" + node.id(), e);
    } finally {
      member.leave(this);
    }
  }

  /** Whether the caller is a listener of one of its sessions. */
  boolean isListening() {
    return sessions.stream().anyMatch(session -> session.core().isListening());
  }

  void refuseInListener(String method) throws JMSException {
    refuseIf(SessionCore::isListening, method);
  }

  private void refuseIf(Predicate<SessionCore> condition, String method) throws JMSException {
    if (sessions.stream().map(JmsSession::core).anyMatch(condition)) {
      throw refusedInListener(method, "connection");
    }
  }

  static IllegalStateException refusedInListener(String method, String what) {
    return new IllegalStateException(
        "A listener must not "
            + method
            + " its own "
            + what
            + ", which would wait for the listener; do it in another thread.",
        "LISTENING");
  }

  /** From now on it is too late to set a client identifier. */
  protected final void use() throws JMSException {
    life.check();
    identity.connectionIsUsed();
  }

  // Connection consumers.

  @Override
  public ConnectionConsumer createConnectionConsumer(
      Destination destination, String selector, ServerSessionPool pool, int maxMessages)
      throws JMSException {
    use();
    ServerSessions lent = ServerSessions.of(this, pool, maxMessages);
    return connectionConsumers.create(destination, selector, lent);
  }

  @Override
  public ConnectionConsumer createConnectionConsumer(
      Queue queue, String selector, ServerSessionPool pool, int maxMessages) throws JMSException {
    return createConnectionConsumer((Destination) queue, selector, pool, maxMessages);
  }

  @Override
  public ConnectionConsumer createConnectionConsumer(
      Topic topic, String selector, ServerSessionPool pool, int maxMessages) throws JMSException {
    return createConnectionConsumer((Destination) topic, selector, pool, maxMessages);
  }

  @Override
  public ConnectionConsumer createSharedConnectionConsumer(
      Topic topic, String name, String selector, ServerSessionPool pool, int maxMessages)
      throws JMSException {
    checkSubscriptions("createSharedConnectionConsumer");
    Subscribing wish = wish(topic, SubscriptionKind.SHARED, name, selector);
    return connectionConsumers.create(wish, ServerSessions.of(this, pool, maxMessages));
  }

  @Override
  public ConnectionConsumer createDurableConnectionConsumer(
      Topic topic, String name, String selector, ServerSessionPool pool, int maxMessages)
      throws JMSException {
    checkSubscriptions("createDurableConnectionConsumer");
    Subscribing wish = wish(topic, SubscriptionKind.DURABLE, name, selector);
    return connectionConsumers.create(wish, ServerSessions.of(this, pool, maxMessages));
  }

  @Override
  public ConnectionConsumer createSharedDurableConnectionConsumer(
      Topic topic, String name, String selector, ServerSessionPool pool, int maxMessages)
      throws JMSException {
    checkSubscriptions("createSharedDurableConnectionConsumer");
    Subscribing wish = wish(topic, SubscriptionKind.SHARED_DURABLE, name, selector);
    return connectionConsumers.create(wish, ServerSessions.of(this, pool, maxMessages));
  }

  private void checkSubscriptions(String method) throws JMSException {
    life.check();
    domain.checkSubscriptions(method);
  }

  private Subscribing wish(Topic topic, SubscriptionKind kind, String name, String selector)
      throws JMSException {
    use();
    return Subscribing.of(topic, kind, name, selector, false);
  }

  ConnectionConsumers connectionConsumers() {
    return connectionConsumers;
  }

  // For sessions.

  /** Who publishes: the client identifier, or else this connection alone. */
  String origin() {
    String clientId = identity.clientId();
    return clientId == null ? "connection:" + node.id() + "-" + number : "client:" + clientId;
  }

  /** What a session's messages say about their sender. */
  Signature signature(SessionMode mode) {
    return config.signing().transactionId() ? signature.within(mode.transactionId()) : signature;
  }

  /** The client identifier, or an empty text. */
  String clientIdOrEmpty() {
    String clientId = identity.clientId();
    return clientId == null ? "" : clientId;
  }

  /** Stores what a topic's options say about keeping messages, the first time it is asked. */
  void retainOnce(JmsTopic topic) throws JMSException {
    if (topic.options().isEmpty()) {
      return;
    }
    String wish = topic.name() + "?" + topic.options();
    if (!retained.contains(wish)) {
      TopicOptions.of(topic).retain(node, topic);
      retained.add(wish);
    }
  }

  TemporaryDestinations temporary() {
    return temporary;
  }

  /** Whether a session of this connection has a consumer of a destination. */
  private boolean isConsuming(JmsDestination destination) {
    return sessions.stream()
            .anyMatch(session -> session.core().consumers().isConsuming(destination))
        || connectionConsumers.isConsuming(destination);
  }

  /** The lane of a session; they are given out in turn. */
  protected Lane assignLane() {
    return node.assignLane();
  }

  /** Its node. */
  protected final Node node() {
    return node;
  }

  ConnectionConfig config() {
    return config;
  }

  Problems problems() {
    return problems;
  }

  /** For what is to be done later. */
  Delays delays() {
    return member.delays();
  }
}
