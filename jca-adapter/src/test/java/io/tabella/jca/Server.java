package io.tabella.jca;

import static org.assertj.core.api.Assertions.assertThat;

import com.arjuna.ats.arjuna.common.ObjectStoreEnvironmentBean;
import com.arjuna.common.internal.util.propertyservice.BeanPopulator;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.resource.ResourceException;
import jakarta.transaction.TransactionManager;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A server with one resource adapter on a fresh embedded database. When it closes it checks that no
 * thread has stayed behind.
 */
final class Server implements AutoCloseable {

  /** Longer than anything takes that works. */
  static final long LONG = 20_000;

  final WorkThreads threads = new WorkThreads();
  final TabellaResourceAdapter adapter = new TabellaResourceAdapter();
  final String url;
  private final Set<Thread> others = tabellaThreads();

  Server(Path folder) throws ResourceException {
    this("jdbc:h2:" + folder.resolve("store"), "flushCommits=false,lingerMillis=0");
  }

  Server(String url, String settings) throws ResourceException {
    this.url = url;
    adapter.setUrl(url);
    adapter.setSettings(settings);
    adapter.start(threads);
  }

  /** A connection factory that nothing was set in. */
  TabellaManagedConnectionFactory managedFactory() throws ResourceException {
    TabellaManagedConnectionFactory factory = new TabellaManagedConnectionFactory();
    factory.setResourceAdapter(adapter);
    return factory;
  }

  ConnectionFactory factory(ServerPool pool) throws ResourceException {
    return (ConnectionFactory) managedFactory().createConnectionFactory(pool);
  }

  /** One whose connections nobody pools. */
  ConnectionFactory factory() throws ResourceException {
    return (ConnectionFactory) managedFactory().createConnectionFactory();
  }

  /** Sends, in no transaction. */
  void send(String queue, String... texts) throws ResourceException {
    try (JMSContext context = factory().createContext()) {
      for (String text : texts) {
        context.createProducer().send(context.createQueue(queue), text);
      }
    }
  }

  /** All that is in a queue now. */
  List<String> drain(String queue) throws ResourceException {
    List<String> texts = new ArrayList<>();
    try (JMSContext context = factory().createContext();
        JMSConsumer consumer = context.createConsumer(context.createQueue(queue))) {
      String text = consumer.receiveBody(String.class, 300);
      while (text != null) {
        texts.add(text);
        text = consumer.receiveBody(String.class, 300);
      }
    }
    return texts;
  }

  /** The next message's text; fails if none comes. */
  String next(String queue) throws ResourceException {
    return next(queue, "");
  }

  String next(String queue, String selector) throws ResourceException {
    try (JMSContext context = factory().createContext();
        JMSConsumer consumer = context.createConsumer(context.createQueue(queue), selector)) {
      String text = consumer.receiveBody(String.class, LONG);
      assertThat(text).isNotNull();
      return text;
    }
  }

  static {
    for (String store : new String[] {null, "communicationStore", "stateStore"}) {
      BeanPopulator.getNamedInstance(ObjectStoreEnvironmentBean.class, store)
          .setObjectStoreDir(Path.of("target", "transactions").toString());
    }
  }

  static TransactionManager transactions() {
    return com.arjuna.ats.jta.TransactionManager.transactionManager();
  }

  static void await(Supplier<Boolean> condition) throws InterruptedException {
    long end = System.nanoTime() + LONG * 1_000_000;
    while (!condition.get()) {
      assertThat(System.nanoTime()).as("waited for too long").isLessThan(end);
      Thread.sleep(10);
    }
  }

  /** Ends all nodes, as when others have taken them for dead. */
  void fenceNodes() throws SQLException {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      statement.executeUpdate("UPDATE tabella_node SET state = 'FENCED'");
    }
  }

  /** No node that there is now can write any more. */
  void fenceLedgers() throws SQLException {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      statement.executeUpdate("UPDATE tabella_lane SET committed = -committed - 1, fenced_at = 1");
    }
  }

  static boolean isThreadThere(String name) {
    return tabellaThreads().stream().anyMatch(thread -> thread.getName().equals(name));
  }

  static @Nullable Throwable root(@Nullable Throwable failure) {
    Throwable cause = failure;
    while (cause != null && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause;
  }

  static Set<Thread> tabellaThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("tabella"))
        .collect(Collectors.toSet());
  }

  @Override
  public void close() throws Exception {
    adapter.stop();
    threads.close();
    await(
        () -> {
          Set<Thread> left = tabellaThreads();
          left.removeAll(others);
          return left.isEmpty();
        });
  }
}
