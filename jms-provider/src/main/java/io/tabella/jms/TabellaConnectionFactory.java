package io.tabella.jms;

import io.tabella.client.Administrator;
import io.tabella.client.ConnectionSeat;
import io.tabella.client.Domain;
import io.tabella.client.JmsConnection;
import io.tabella.client.JmsContext;
import io.tabella.client.LoginNodes;
import io.tabella.client.join.FixedConnection;
import io.tabella.client.join.JmsJoinedConnection;
import io.tabella.client.join.TransactionalSource;
import io.tabella.engine.monitor.CommitSink;
import io.tabella.engine.monitor.NodeFigures;
import io.tabella.extension.CommitListener;
import io.tabella.extension.Statistics;
import io.tabella.extension.TabellaAdmin;
import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.IllegalStateException;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.QueueConnection;
import jakarta.jms.QueueConnectionFactory;
import jakarta.jms.TopicConnection;
import jakarta.jms.TopicConnectionFactory;
import java.io.InvalidObjectException;
import java.io.NotSerializableException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import javax.naming.NamingException;
import javax.naming.Reference;
import javax.naming.Referenceable;
import javax.naming.StringRefAddr;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Makes connections to the messages in a database. Jakarta Messaging 3.1, 6.1 and 5.3.
 *
 * <p>All connections with the same login share one node: a membership of this JVM in the store with
 * a few threads and database connections. It begins with the first connection, so that a wrong
 * password fails there, and ends a moment after the last one ({@code lingerMillis}), or with {@link
 * #close()}. All its threads are daemons.
 *
 * <p>The first connection freezes the settings. Any thread may call any method.
 */
public sealed class TabellaConnectionFactory extends FactorySettings
    implements ConnectionFactory,
        QueueConnectionFactory,
        TopicConnectionFactory,
        Referenceable,
        Serializable,
        AutoCloseable
    permits TabellaXAConnectionFactory {

  private static final long serialVersionUID = 1L;

  private final transient ReentrantLock openingLock = new ReentrantLock();
  private final transient @Nullable DataSource dataSource;
  private transient @Nullable Opened opened;
  private transient boolean closed;
  private transient CommitSink commits = CommitSink.NONE;

  /** Whether the data source was found to tell of its transactions. */
  private final transient AtomicBoolean sourceChecked = new AtomicBoolean();

  private static final String FOR_A_DATA_SOURCE =
      "a connection factory for a DataSource cannot be stored: store one with a JDBC URL, or make"
          + " it where the DataSource is looked up";

  /** What the first connection has made. */
  private record Opened(FactoryConfig config, LoginNodes nodes) {}

  /** For an embedded H2 database in the file {@code ./tabella-data}. */
  public TabellaConnectionFactory() {
    this.dataSource = null;
  }

  /**
   * For the database at a JDBC URL, which may carry settings: {@code
   * jdbc:mysql://host/db?tabella.prefetch=100}, {@code jdbc:h2:./file;tabella.prefetch=100}.
   *
   * @throws IllegalArgumentException if it is no JDBC URL, or a setting in it is unknown or out of
   *     range
   */
  public TabellaConnectionFactory(String jdbcUrl) {
    this.dataSource = null;
    setUrl(jdbcUrl);
  }

  /** For the database of a data source, whose own pool is used. */
  public TabellaConnectionFactory(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /**
   * Makes a connection with the login of the settings.
   *
   * @throws jakarta.jms.JMSSecurityException if the database refuses it
   * @throws JMSException if the database cannot be reached, or its schema does not fit
   */
  @Override
  public Connection createConnection() throws JMSException {
    return connect(null, null);
  }

  /**
   * Makes a connection with a login of the database.
   *
   * @param userName null for the login of the settings
   * @throws jakarta.jms.JMSSecurityException if the database refuses it
   * @throws JMSException if the database cannot be reached, or its schema does not fit
   */
  @Override
  public Connection createConnection(@Nullable String userName, @Nullable String password)
      throws JMSException {
    return connect(userName, password);
  }

  /** See {@link #createConnection()}. */
  @Override
  public QueueConnection createQueueConnection() throws JMSException {
    return createQueueConnection(null, null);
  }

  /** See {@link #createConnection(String, String)}. */
  @Override
  public QueueConnection createQueueConnection(@Nullable String userName, @Nullable String password)
      throws JMSException {
    return connect(Domain.QUEUES, this::make, userName, password);
  }

  /** See {@link #createConnection()}. */
  @Override
  public TopicConnection createTopicConnection() throws JMSException {
    return connect(null, null);
  }

  /** See {@link #createConnection(String, String)}. */
  @Override
  public TopicConnection createTopicConnection(@Nullable String userName, @Nullable String password)
      throws JMSException {
    return connect(userName, password);
  }

  /** See {@link #createContext(String, String, int)}. */
  @Override
  public JMSContext createContext() {
    return createContext(null, null, JMSContext.AUTO_ACKNOWLEDGE);
  }

  /** See {@link #createContext(String, String, int)}. */
  @Override
  public JMSContext createContext(@Nullable String userName, @Nullable String password) {
    return createContext(userName, password, JMSContext.AUTO_ACKNOWLEDGE);
  }

  /**
   * Makes a context with a connection and a session of its own.
   *
   * @param userName null for the login of the settings
   * @param sessionMode one of the constants of {@link JMSContext}
   * @throws jakarta.jms.JMSSecurityRuntimeException if the database refuses the login
   * @throws jakarta.jms.JMSRuntimeException if the database cannot be reached, its schema does not
   *     fit, or there is no such session mode
   */
  @Override
  public JMSContext createContext(
      @Nullable String userName, @Nullable String password, int sessionMode) {
    return JmsContext.on(() -> connect(userName, password), sessionMode);
  }

  /** See {@link #createContext(String, String, int)}. */
  @Override
  public JMSContext createContext(int sessionMode) {
    return createContext(null, null, sessionMode);
  }

  /**
   * Makes a connection whose sessions send and receive in the transactions of a database
   * connection: what they do commits or rolls back with whatever else is done there, when the
   * caller ends the transaction on it. docs/joined-transactions.md
   *
   * <p>A session's {@code commit} and {@code rollback} are refused, and so are listeners. A message
   * whose transaction was rolled back comes again a moment later, its count raised.
   *
   * @param database the caller's, who closes it; out of auto-commit whenever something is sent or
   *     received; to be used by the same thread as the sessions
   * @throws jakarta.jms.IllegalStateException if it is closed, in auto-commit or read-only, does
   *     not isolate transactions, or belongs to another database than this factory
   * @throws JMSException as {@link #createConnection()}
   */
  public Connection createConnection(java.sql.Connection database) throws JMSException {
    return joined(database);
  }

  /**
   * Makes a context that sends and receives in the transactions of a database connection. See
   * {@link #createConnection(java.sql.Connection)}.
   *
   * @throws jakarta.jms.IllegalStateRuntimeException if it is closed, in auto-commit or read-only,
   *     does not isolate transactions, or belongs to another database than this factory
   * @throws jakarta.jms.JMSRuntimeException as {@link #createContext()}
   */
  public JMSContext createContext(java.sql.Connection database) {
    return JmsContext.on(() -> joined(database), JMSContext.SESSION_TRANSACTED);
  }

  private JmsConnection joined(java.sql.Connection database) throws JMSException {
    FixedConnection fixed = new FixedConnection(database);
    return connect(Domain.BOTH, seat -> JmsJoinedConnection.on(seat, fixed), null, null);
  }

  /**
   * For administration: lists, pauses, purges, moves, and more, while everything runs. To be
   * closed.
   *
   * @throws JMSException as {@link #createConnection()}
   */
  public TabellaAdmin createAdmin() throws JMSException {
    return new Administrator(connect(Domain.BOTH, JmsConnection::new, null, null));
  }

  /** The data source that it was made for; null if it has a URL. */
  public @Nullable DataSource getDataSource() {
    return dataSource;
  }

  /** What was done through this factory so far; asks no database. */
  public Statistics statistics() {
    Opened current = opened();
    NodeFigures figures = current == null ? NodeFigures.NONE : current.nodes().figures();
    return new Statistics(
        figures.batches(),
        figures.units(),
        figures.sends(),
        figures.duplicates(),
        figures.deliveries(),
        figures.redeliveries(),
        figures.deadLetters(),
        figures.retries());
  }

  /**
   * Says whom to tell of database commits; nobody at first.
   *
   * @throws java.lang.IllegalStateException once the first connection was made
   */
  public void setCommitListener(CommitListener listener) {
    openingLock.lock();
    try {
      if (opened != null) {
        throw new java.lang.IllegalStateException(
            "The commit listener cannot be set once the first connection was made; set it right"
                + " after the connection factory was made.");
      }
      commits = listener::committed;
    } finally {
      openingLock.unlock();
    }
  }

  private @Nullable Opened opened() {
    openingLock.lock();
    try {
      return opened;
    } finally {
      openingLock.unlock();
    }
  }

  /**
   * Closes all connections of this factory and stops its nodes, without lingering. A closed factory
   * makes no connections. Idempotent.
   *
   * @throws jakarta.jms.IllegalStateException if a listener of one of its connections calls this
   * @throws JMSException if something could not be given back; everything is closed all the same
   */
  @Override
  public void close() throws JMSException {
    Opened current = endUnlessOpened();
    if (current != null) {
      current.nodes().close();
    }
  }

  /** The nodes know themselves when they are closed; without any, this has to be remembered. */
  private @Nullable Opened endUnlessOpened() {
    openingLock.lock();
    try {
      closed = opened == null;
      return opened;
    } finally {
      openingLock.unlock();
    }
  }

  // For naming services.

  /**
   * Its settings, the password included: whoever reads the naming service reads it.
   *
   * @throws NamingException if it was made for a data source, which has a name of its own there
   */
  @Override
  public Reference getReference() throws NamingException {
    if (dataSource != null) {
      throw new NamingException(FOR_A_DATA_SOURCE);
    }
    Reference reference =
        new Reference(getClass().getName(), TabellaObjectFactory.class.getName(), null);
    values().texts().forEach((name, text) -> reference.add(new StringRefAddr(name, text)));
    return reference;
  }

  /** Settings are all that goes with it: what is read is a factory without connections. */
  final Object writeReplace() throws NotSerializableException {
    if (dataSource != null) {
      throw new NotSerializableException(FOR_A_DATA_SOURCE);
    }
    return new SerializedFactory(this instanceof TabellaXAConnectionFactory, values().texts());
  }

  private void readObject(ObjectInputStream in) throws InvalidObjectException {
    throw new InvalidObjectException("a connection factory is read by its settings alone");
  }

  private JmsConnection connect(@Nullable String user, @Nullable String password)
      throws JMSException {
    return connect(Domain.BOTH, this::make, user, password);
  }

  private JmsConnection make(ConnectionSeat seat) throws JMSException {
    DataSource source = dataSource;
    return source != null && isJoinTransactions()
        ? JmsJoinedConnection.on(seat, new TransactionalSource(source), sourceChecked)
        : new JmsConnection(seat);
  }

  /** Makes a connection of some kind. */
  final <C extends JmsConnection> C connect(
      Domain domain, LoginNodes.Making<C> making, @Nullable String user, @Nullable String password)
      throws JMSException {
    Opened current = open();
    return current.nodes().connect(current.config().login(user, password), domain, making);
  }

  private Opened open() throws JMSException {
    openingLock.lock();
    try {
      if (closed) {
        throw new IllegalStateException(
            "This connection factory is closed; make a new one.", "CLOSED");
      }
      Opened current = opened;
      return current == null ? freeze() : current;
    } finally {
      openingLock.unlock();
    }
  }

  private Opened freeze() throws JMSException {
    FactoryConfig config = config();
    values().freeze();
    Opened made = new Opened(config, new LoginNodes(config, config.connections(), config.linger()));
    opened = made;
    return made;
  }

  private FactoryConfig config() throws JMSException {
    try {
      return FactoryConfig.of(values(), dataSource, commits);
    } catch (IllegalArgumentException e) {
      JMSException failure = new JMSException(e.getMessage(), "SETTING");
      failure.initCause(e);
      throw failure;
    }
  }
}
