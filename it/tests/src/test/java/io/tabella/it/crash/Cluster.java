package io.tabella.it.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.tabella.it.crash.role.Mode;
import io.tabella.it.crash.role.Puppet;
import io.tabella.it.crash.role.Receiver;
import io.tabella.it.crash.role.Resender;
import io.tabella.it.crash.role.Sender;
import io.tabella.it.kit.Eventually;
import io.tabella.it.kit.NodeCommand;
import io.tabella.it.kit.NodeProcess;
import io.tabella.it.kit.TestDatabase;
import io.tabella.jms.TabellaConnectionFactory;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * A database of a test's own and the JVMs that share it, this one included. For the test's thread.
 */
final class Cluster implements AutoCloseable {

  /** A lease long enough for a busy machine and short enough for a test. */
  private static final List<String> USUAL =
      List.of("leaseMillis=3000", "heartbeatMillis=500", "pollMillis=50", "lingerMillis=0");

  private static final int MESSAGES_PER_COMMIT = 100;
  private static final int HEAP_MEGABYTES = 128;

  private final TestDatabase database;
  private final String url;
  private TabellaConnectionFactory factory;
  private final List<NodeProcess> nodes = new ArrayList<>();

  /**
   * Nobody has joined yet.
   *
   * @param settings {@code name=value}; they win over the usual ones
   */
  Cluster(TestDatabase database, String... settings) {
    this.database = database;
    this.url = urlOf(database, settings);
    this.factory = new TabellaConnectionFactory(url);
  }

  /** A URL with everything that a node has to know. */
  static String urlOf(TestDatabase database, String... settings) {
    return url(database.jdbcUrl(), database.user(), database.password(), settings);
  }

  private static String url(String jdbcUrl, String user, String password, String... settings) {
    List<String> all = new ArrayList<>(USUAL);
    for (String setting : settings) {
      all.removeIf(sameNameAs(setting));
      all.add(setting);
    }
    all.add("user=" + user);
    all.add("password=" + password);
    boolean h2 = jdbcUrl.startsWith("jdbc:h2:");
    String separator = h2 ? ";tabella." : "&tabella.";
    String first = h2 || jdbcUrl.contains("?") ? separator : "?tabella.";
    return jdbcUrl + first + String.join(separator, all);
  }

  private static Predicate<String> sameNameAs(String setting) {
    String name = setting.substring(0, setting.indexOf('=') + 1);
    return other -> other.startsWith(name);
  }

  /** What another node is to be started with. */
  String url() {
    return url;
  }

  // Other JVMs.

  /** A JVM that handles a queue's messages; it consumes when this returns. */
  NodeProcess receiver(String queue, Mode mode, int sessions) throws InterruptedException {
    NodeProcess node = start(Receiver.class, url, queue, mode.name(), Integer.toString(sessions));
    node.awaitLine("ready"::equals, Eventually.LIMIT);
    return node;
  }

  /** A JVM that sends transactions over these queues until it hears a line. */
  NodeProcess sender(int threads, String... queues) {
    return sender(url, threads, queues);
  }

  /** The same with a URL of its own. */
  NodeProcess sender(String senderUrl, int threads, String... queues) {
    List<String> arguments = new ArrayList<>(List.of(senderUrl, Integer.toString(threads)));
    arguments.addAll(List.of(queues));
    return start(Sender.class, arguments.toArray(String[]::new));
  }

  /** A JVM that sends numbered messages which others may have sent. */
  NodeProcess resender(int messages, String... queues) {
    List<String> arguments = new ArrayList<>(List.of(url, Integer.toString(messages)));
    arguments.addAll(List.of(queues));
    return start(Resender.class, arguments.toArray(String[]::new));
  }

  /** A JVM that does what it is told. */
  PuppetNode puppet() throws InterruptedException {
    NodeProcess node = start(Puppet.class);
    node.awaitLine("ready"::equals, Eventually.LIMIT);
    return new PuppetNode(node);
  }

  /** Quick to start, for they are many and live short. */
  NodeProcess start(Class<?> role, String... arguments) {
    NodeProcess node =
        NodeCommand.of(role)
            .withHeapMegabytes(HEAP_MEGABYTES)
            .withJvmOptions("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto")
            .withArguments(arguments)
            .start();
    nodes.add(node);
    return node;
  }

  // This JVM.

  /** This JVM's node leaves; it comes back when it is needed. */
  void leave() throws JMSException {
    factory.close();
    factory = new TabellaConnectionFactory(url);
  }

  /** A connection of this JVM's node, started. */
  Connection connect() throws JMSException {
    Connection connection = factory.createConnection();
    connection.start();
    return connection;
  }

  /** Sends the texts {@code 0} to {@code count - 1}, and returns them. */
  List<String> send(String queue, int count) throws JMSException {
    List<String> ids = IntStream.range(0, count).mapToObj(Integer::toString).toList();
    send(queue, ids);
    return ids;
  }

  void send(String queue, List<String> texts) throws JMSException {
    try (Connection connection = connect();
        Session session = connection.createSession(Session.SESSION_TRANSACTED);
        MessageProducer producer = session.createProducer(session.createQueue(queue))) {
      for (int i = 0; i < texts.size(); i++) {
        producer.send(session.createTextMessage(texts.get(i)));
        if (i % MESSAGES_PER_COMMIT == MESSAGES_PER_COMMIT - 1) {
          session.commit();
        }
      }
      session.commit();
    }
  }

  /** Takes the texts of all that is ready in a queue. */
  List<String> drain(String queue) throws JMSException {
    List<String> texts = new ArrayList<>();
    try (Connection connection = connect();
        Session session = connection.createSession(Session.SESSION_TRANSACTED);
        MessageConsumer consumer = session.createConsumer(session.createQueue(queue))) {
      Message next = consumer.receiveNoWait();
      while (next != null) {
        texts.add(next.getBody(String.class));
        if (texts.size() % MESSAGES_PER_COMMIT == 0) {
          session.commit();
        }
        next = consumer.receiveNoWait();
      }
      session.commit();
    }
    return texts;
  }

  // The database, as a DBA sees it.

  /** The one number that a query gives. */
  long ask(String query) {
    return Eventually.unchecked(() -> queryNumber(query));
  }

  private long queryNumber(String query) throws SQLException {
    try (var connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      row.next();
      return row.getLong(1);
    }
  }

  /** Messages that are stored, in whatever queue and state. */
  long stored() {
    return ask("SELECT COUNT(*) FROM tabella_queue_entry");
  }

  /** The same of one queue. */
  long storedIn(String queue) {
    return ask(
        "SELECT COUNT(*) FROM tabella_queue_entry e JOIN tabella_destination d ON d.id = e.queue"
            + " WHERE d.name = '"
            + queue
            + "'");
  }

  /** Members, dead ones that nobody has reaped yet included. */
  long members() {
    return ask("SELECT COUNT(*) FROM tabella_node");
  }

  /** Every message was handled, whoever died. */
  void assertEmpty() {
    Eventually.eventually(() -> stored() + " messages are still stored", () -> stored() == 0);
    assertThat(ask("SELECT COUNT(*) FROM tabella_content")).isZero();
  }

  @Override
  public void close() throws JMSException, SQLException {
    nodes.forEach(NodeProcess::close);
    try {
      factory.close();
    } finally {
      database.close();
    }
  }
}
