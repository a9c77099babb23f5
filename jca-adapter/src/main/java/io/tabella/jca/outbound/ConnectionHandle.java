package io.tabella.jca.outbound;

import jakarta.jms.ConnectionConsumer;
import jakarta.jms.ConnectionMetaData;
import jakarta.jms.Destination;
import jakarta.jms.ExceptionListener;
import jakarta.jms.IllegalStateException;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Queue;
import jakarta.jms.QueueConnection;
import jakarta.jms.QueueSession;
import jakarta.jms.ServerSessionPool;
import jakarta.jms.Session;
import jakarta.jms.TemporaryQueue;
import jakarta.jms.TemporaryTopic;
import jakarta.jms.Topic;
import jakarta.jms.TopicConnection;
import jakarta.jms.TopicSession;
import jakarta.resource.ResourceException;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * What an application has of a managed connection, until it closes it. It may be moved to another
 * managed connection at any time; what was made with it follows. Belongs to the application's
 * thread; the container moves and ends it. Jakarta Connectors 2.1, 6.5.4.3 and 7.13.
 */
public final class ConnectionHandle implements QueueConnection, TopicConnection {

  private static final System.Logger LOG = System.getLogger(ConnectionHandle.class.getName());

  private final Set<Lent> lent = ConcurrentHashMap.newKeySet();
  private final List<Destination> temporary = new CopyOnWriteArrayList<>();
  private volatile @Nullable StoreConnection at;
  private volatile boolean closed;
  private volatile @Nullable Association association;

  /** Finds a managed connection for a handle that has none. */
  interface Association {
    void associate(ConnectionHandle handle) throws ResourceException;
  }

  ConnectionHandle(StoreConnection at) {
    this.at = at;
  }

  void associateBy(Association newAssociation) {
    association = newAssociation;
  }

  // Where it is.

  /**
   * The managed connection that it is at now.
   *
   * @throws IllegalStateException if it is closed
   */
  StoreConnection at() throws JMSException {
    if (closed) {
      throw new IllegalStateException("This connection is closed.", "CLOSED");
    }
    StoreConnection now = at;
    return now == null ? associated() : now;
  }

  private StoreConnection associated() throws JMSException {
    Association known = association;
    if (known != null) {
      try {
        known.associate(this);
      } catch (ResourceException e) {
        throw Refusals.of("The container has no connection for this handle", e);
      }
    }
    StoreConnection found = at;
    if (found == null) {
      throw new IllegalStateException(
          "The container has taken this connection away, and gives no other.", "DISSOCIATED");
    }
    return found;
  }

  /** The container moves it; null if it has no connection for now. */
  void moveTo(@Nullable StoreConnection next) {
    StoreConnection before = at;
    at = next;
    lent.forEach(Lent::leave);
    if (before != null && before != next) {
      before.forget(this);
    }
  }

  /**
   * Whether a message could be sent with it; for servers that ask before they use it again.
   *
   * @param seconds how long that may take; it takes no time
   */
  public boolean isValid(int seconds) {
    StoreConnection now = at;
    return !closed && (now == null || now.isValid());
  }

  // Sessions.

  @Override
  public Session createSession() throws JMSException {
    return newSession(Rule.SESSION, Session.class);
  }

  /** In a container it says nothing how a session is asked for. */
  @Override
  public Session createSession(int sessionMode) throws JMSException {
    return createSession();
  }

  /** See {@link #createSession(int)}. */
  @Override
  public Session createSession(boolean transacted, int acknowledgeMode) throws JMSException {
    return createSession();
  }

  /** See {@link #createSession(int)}. */
  @Override
  public QueueSession createQueueSession(boolean transacted, int acknowledgeMode)
      throws JMSException {
    return newSession(Rule.QUEUE_SESSION, QueueSession.class);
  }

  /** See {@link #createSession(int)}. */
  @Override
  public TopicSession createTopicSession(boolean transacted, int acknowledgeMode)
      throws JMSException {
    return newSession(Rule.TOPIC_SESSION, TopicSession.class);
  }

  private <S extends Session> S newSession(Rule rule, Class<S> type) throws JMSException {
    at();
    if (lent.stream().anyMatch(Lent::isOpen)) {
      throw new IllegalStateException(
          "In a web or EJB container a connection has one session at a time: close the other, or"
              + " create another connection.",
          "SESSION");
    }
    return lend(rule, type, StoreConnection::session);
  }

  /** This connection as a context, which closes it when it is closed. */
  JMSContext asContext() throws JMSException {
    return lend(Rule.CONTEXT, JMSContext.class, StoreConnection::context);
  }

  private <T> T lend(Rule rule, Class<T> type, Lent.Making making) throws JMSException {
    Lent made = new Lent(this, rule, making);
    lent.add(made);
    return type.cast(made.proxy(type));
  }

  void forget(Lent closedOne) {
    lent.remove(closedOne);
  }

  /** It goes with this handle. */
  void isTemporary(Destination destination) {
    temporary.add(destination);
  }

  // The connection.

  @Override
  public void start() throws JMSException {
    at().connection().start();
  }

  @Override
  public ConnectionMetaData getMetaData() throws JMSException {
    return at().connection().getMetaData();
  }

  @Override
  public @Nullable String getClientID() throws JMSException {
    return at().connection().getClientID();
  }

  @Override
  public @Nullable ExceptionListener getExceptionListener() throws JMSException {
    at();
    return null;
  }

  /** Idempotent. What was sent and received in a transaction stays in it. */
  @Override
  public void close() throws JMSException {
    if (closed) {
      return;
    }
    end();
    StoreConnection last = at;
    at = null;
    if (last != null) {
      last.closed(this);
    }
  }

  /** It is closed without telling the container, who ends it. */
  void end() {
    closed = true;
    lent.forEach(Lent::end);
    lent.clear();
    temporary.forEach(ConnectionHandle::delete);
    temporary.clear();
  }

  private static void delete(Destination destination) {
    try {
      if (destination instanceof TemporaryQueue queue) {
        queue.delete();
      } else if (destination instanceof TemporaryTopic topic) {
        topic.delete();
      }
    } catch (JMSException e) {
      // Then it goes with the physical connection.
      LOG.log(Level.DEBUG, "temporary destination of a handle was not deleted", e);
    }
  }

  // What is not for applications in a container.

  @Override
  public void stop() throws JMSException {
    throw refused("stop");
  }

  @Override
  public void setClientID(String clientId) throws JMSException {
    throw refused("setClientID");
  }

  @Override
  public void setExceptionListener(ExceptionListener listener) throws JMSException {
    throw refused("setExceptionListener");
  }

  @Override
  public ConnectionConsumer createConnectionConsumer(
      Destination destination, String selector, ServerSessionPool pool, int maxMessages)
      throws JMSException {
    throw refused("createConnectionConsumer");
  }

  @Override
  public ConnectionConsumer createConnectionConsumer(
      Queue queue, String selector, ServerSessionPool pool, int maxMessages) throws JMSException {
    throw refused("createConnectionConsumer");
  }

  @Override
  public ConnectionConsumer createConnectionConsumer(
      Topic topic, String selector, ServerSessionPool pool, int maxMessages) throws JMSException {
    throw refused("createConnectionConsumer");
  }

  @Override
  public ConnectionConsumer createSharedConnectionConsumer(
      Topic topic, String name, String selector, ServerSessionPool pool, int maxMessages)
      throws JMSException {
    throw refused("createSharedConnectionConsumer");
  }

  @Override
  public ConnectionConsumer createDurableConnectionConsumer(
      Topic topic, String name, String selector, ServerSessionPool pool, int maxMessages)
      throws JMSException {
    throw refused("createDurableConnectionConsumer");
  }

  @Override
  public ConnectionConsumer createSharedDurableConnectionConsumer(
      Topic topic, String name, String selector, ServerSessionPool pool, int maxMessages)
      throws JMSException {
    throw refused("createSharedDurableConnectionConsumer");
  }

  private JMSException refused(String method) throws JMSException {
    at();
    return new IllegalStateException(
        method
            + " is not for connections in a web or EJB container: set the client identifier in the"
            + " connection factory, and receive by a message-driven bean.",
        "CONTAINER");
  }

  @Override
  public String toString() {
    StoreConnection now = at;
    return "ConnectionHandle[" + (closed ? "closed" : now == null ? "dissociated" : now) + "]";
  }
}
