package io.tabella.it.jms;

import static org.assertj.core.api.Assertions.assertThat;

import io.tabella.it.kit.Databases;
import io.tabella.it.kit.TestDatabase;
import io.tabella.jms.TabellaConnectionFactory;
import jakarta.jms.Connection;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import jakarta.jms.Topic;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A factory on a fresh database, and the gestures of these tests. When it closes it checks that
 * nothing has stayed behind.
 */
final class Rig implements AutoCloseable {

  /** Longer than anything takes that works; a test that waits for so long fails. */
  static final long LONG = 20_000;

  private final TestDatabase database;
  private final Consumer<TabellaConnectionFactory> settings;
  private final TabellaConnectionFactory factory;
  private final Deque<Connection> connections = new ArrayDeque<>();
  private final Deque<JMSContext> contexts = new ArrayDeque<>();
  private final AtomicInteger queues = new AtomicInteger();
  private final AtomicInteger topics = new AtomicInteger();

  /** Of other tests in this JVM: what they leave behind is not to be found here. */
  private final Set<Thread> others = tabellaThreads();

  Rig(Databases databases, Consumer<TabellaConnectionFactory> settings) {
    this.settings = settings;
    this.database = databases.create("jms_");
    this.factory = newFactory();
  }

  TestDatabase database() {
    return database;
  }

  TabellaConnectionFactory factory() {
    return factory;
  }

  /** Another factory on the same database, not yet frozen. */
  TabellaConnectionFactory newFactory() {
    TabellaConnectionFactory made = new TabellaConnectionFactory(database.jdbcUrl());
    made.setUser(database.user());
    made.setPassword(database.password());
    settings.accept(made);
    return made;
  }

  /** A connection that is started, and closed after the test. */
  Connection connect() throws JMSException {
    return connect(factory);
  }

  Connection connect(TabellaConnectionFactory from) throws JMSException {
    Connection connection = from.createConnection();
    connections.push(connection);
    connection.start();
    return connection;
  }

  /** A session on a started connection of its own. */
  Session session(int mode) throws JMSException {
    return connect().createSession(mode);
  }

  Session autoSession() throws JMSException {
    return session(Session.AUTO_ACKNOWLEDGE);
  }

  Session transactedSession() throws JMSException {
    return session(Session.SESSION_TRANSACTED);
  }

  /** A context on a connection of its own, closed after the test. */
  JMSContext context() {
    return context(JMSContext.AUTO_ACKNOWLEDGE);
  }

  JMSContext context(int mode) {
    return context(factory.createContext(mode));
  }

  /** This one is closed after the test. */
  JMSContext context(JMSContext made) {
    contexts.push(made);
    return made;
  }

  /** A queue that no other test knows. */
  Queue newQueue() throws JMSException {
    return autoSession().createQueue("queue-" + queues.incrementAndGet());
  }

  /** A topic that no other test knows. */
  Topic newTopic() throws JMSException {
    return autoSession().createTopic("topic-" + topics.incrementAndGet());
  }

  /** Publishes texts, persistent and committed. */
  void publish(Topic topic, String... texts) throws JMSException {
    try (Connection connection = factory.createConnection();
        Session session = connection.createSession();
        MessageProducer producer = session.createProducer(topic)) {
      for (String text : texts) {
        producer.send(session.createTextMessage(text));
      }
    }
  }

  /** Takes what comes until nothing is there. */
  static List<@Nullable String> receiveAll(MessageConsumer consumer) throws JMSException {
    List<Message> messages = new ArrayList<>();
    Message message = consumer.receiveNoWait();
    while (message != null) {
      messages.add(message);
      message = consumer.receiveNoWait();
    }
    return texts(messages);
  }

  /** A connection with a client identifier, started. */
  Connection connectAs(String clientId) throws JMSException {
    return connectAs(factory, clientId);
  }

  Connection connectAs(TabellaConnectionFactory from, String clientId) throws JMSException {
    Connection connection = from.createConnection();
    connections.push(connection);
    connection.setClientID(clientId);
    connection.start();
    return connection;
  }

  /** Sends texts, persistent and committed. */
  void send(Queue queue, String... texts) throws JMSException {
    try (Connection connection = factory.createConnection();
        Session session = connection.createSession()) {
      send(session, queue, texts);
    }
  }

  static void send(Session session, Queue queue, String... texts) throws JMSException {
    try (MessageProducer producer = session.createProducer(queue)) {
      for (String text : texts) {
        producer.send(session.createTextMessage(text));
      }
    }
  }

  /** The next message, which must come. */
  static Message receive(MessageConsumer consumer) throws JMSException {
    Message message = consumer.receive(LONG);
    assertThat(message).as("a message").isNotNull();
    return message;
  }

  /** The same of a context's. */
  static Message receive(JMSConsumer consumer) {
    Message message = consumer.receive(LONG);
    assertThat(message).as("a message").isNotNull();
    return message;
  }

  static @Nullable String text(@Nullable Message message) throws JMSException {
    return message == null ? null : ((TextMessage) message).getText();
  }

  static int count(Message message) throws JMSException {
    return message.getIntProperty("JMSXDeliveryCount");
  }

  /** Takes so many messages. */
  static List<Message> receive(MessageConsumer consumer, int number) throws JMSException {
    List<Message> messages = new ArrayList<>();
    while (messages.size() < number) {
      messages.add(receive(consumer));
    }
    return messages;
  }

  static List<@Nullable String> texts(List<Message> messages) throws JMSException {
    List<@Nullable String> texts = new ArrayList<>();
    for (Message message : messages) {
      texts.add(text(message));
    }
    return texts;
  }

  /** Takes all that is there, in another session. */
  List<@Nullable String> drain(Queue queue) throws JMSException {
    List<Message> messages = new ArrayList<>();
    try (Connection connection = factory.createConnection();
        Session session = connection.createSession();
        MessageConsumer consumer = session.createConsumer(queue)) {
      connection.start();
      Message message = consumer.receiveNoWait();
      while (message != null) {
        messages.add(message);
        message = consumer.receiveNoWait();
      }
    }
    return texts(messages);
  }

  /** The number that a query gives. */
  long ask(String sql) throws SQLException {
    try (java.sql.Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getLong(1);
    }
  }

  int execute(String sql) throws SQLException {
    try (java.sql.Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      return statement.executeUpdate(sql);
    }
  }

  /** After a test. */
  void closeConnections() throws JMSException {
    while (!contexts.isEmpty()) {
      contexts.pop().close();
    }
    while (!connections.isEmpty()) {
      connections.pop().close();
    }
  }

  /** Stops everything, and looks whether a node or a claim is left. */
  @Override
  public void close() throws JMSException, SQLException {
    try (database) {
      closeConnections();
      // Makes the tables, should a test have made no connection.
      factory.createConnection().close();
      factory.close();
      assertThat(ask("SELECT COUNT(*) FROM tabella_node")).as("nodes left behind").isZero();
      assertThat(ask("SELECT COUNT(*) FROM tabella_queue_entry WHERE owner IS NOT NULL"))
          .as("claims left behind")
          .isZero();
      assertThat(ask("SELECT COUNT(*) FROM tabella_subscription_range WHERE owner IS NOT NULL"))
          .as("ranges left behind")
          .isZero();
      assertThat(ask("SELECT COUNT(*) FROM tabella_subscription WHERE kind IN (1, 3)"))
          .as("subscriptions that should have ended with their consumers")
          .isZero();
      assertThat(ask("SELECT COUNT(*) FROM tabella_client_id")).as("client identifiers").isZero();
      awaitNoThreads();
    }
  }

  /** Those that end by themselves do so within a moment. */
  private void awaitNoThreads() {
    long begin = System.nanoTime();
    List<String> names = threads();
    while (!names.isEmpty() && System.nanoTime() - begin < TimeUnit.MILLISECONDS.toNanos(LONG)) {
      Thread.onSpinWait();
      names = threads();
    }
    assertThat(names).as("threads left behind").isEmpty();
  }

  private List<String> threads() {
    return tabellaThreads().stream()
        .filter(thread -> !others.contains(thread))
        .map(Thread::getName)
        .toList();
  }

  private static Set<Thread> tabellaThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("tabella"))
        .collect(Collectors.toUnmodifiableSet());
  }
}
