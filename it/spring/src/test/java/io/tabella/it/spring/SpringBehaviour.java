package io.tabella.it.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.tabella.it.kit.Databases;
import io.tabella.it.kit.Eventually;
import io.tabella.it.kit.TestDatabase;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.TextMessage;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.jms.core.JmsTemplate;
import org.springframework.jms.support.JmsUtils;

/**
 * Tests that run on each of the {@linkplain Databases#chosen chosen databases}, each with an
 * application context of its own. After each nothing may be left: no node, no claim, no thread.
 */
@ParameterizedClass
@MethodSource("io.tabella.it.kit.Databases#chosen")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 2, unit = TimeUnit.MINUTES)
abstract class SpringBehaviour {

  /** Longer than anything takes that works. */
  static final long LONG = 20_000;

  @Parameter
  @SuppressWarnings("NullAway.Init") // set before each class
  Databases databases;

  @SuppressWarnings("NullAway.Init") // made before each class
  private TestDatabase database;

  private @Nullable ConfigurableApplicationContext context;
  private int queues;

  /** A queue that no other test knows. */
  protected String queue = "";

  @BeforeParameterizedClassInvocation
  void createDatabase() throws SQLException {
    database = databases.create("spring_");
    execute("CREATE TABLE bill (id VARCHAR(100) PRIMARY KEY)");
  }

  @AfterParameterizedClassInvocation
  void dropDatabase() throws SQLException {
    database.close();
  }

  @BeforeEach
  void begin() throws SQLException {
    queue = newQueue();
    execute("DELETE FROM bill");
  }

  @AfterEach
  void end() throws SQLException {
    if (context != null) {
      context.close();
      context = null;
      assertThat(ask("SELECT COUNT(*) FROM tabella_node")).as("nodes left behind").isZero();
      assertThat(ask("SELECT COUNT(*) FROM tabella_queue_entry WHERE owner IS NOT NULL"))
          .as("claims left behind")
          .isZero();
      assertThat(ask("SELECT COUNT(*) FROM tabella_branch")).as("branches left behind").isZero();
      Eventually.eventually(() -> "threads left: " + threads(), () -> threads().isEmpty());
    }
  }

  private static List<String> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.startsWith("tabella"))
        .toList();
  }

  protected final String newQueue() {
    queues++;
    return "queue-" + queues;
  }

  /** Begins an application, which ends after the test. */
  protected final ConfigurableApplicationContext start(Class<?>... configurations) {
    AnnotationConfigApplicationContext made = new AnnotationConfigApplicationContext();
    made.registerBean(TestDatabase.class, this::givenDatabase);
    made.registerBean("queue", String.class, () -> queue);
    made.register(configurations);
    context = made;
    made.refresh();
    return made;
  }

  private TestDatabase givenDatabase() {
    // Not the bean's to close: it outlives the application.
    return new TestDatabase(database.jdbcUrl(), database.user(), database.password(), () -> {});
  }

  /** The number that a query gives, in a transaction of its own. */
  protected final long ask(String sql) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getLong(1);
    }
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.executeUpdate(sql);
    }
  }

  /** What the table of rows holds, as others see it, in order. */
  protected final List<String> bills() throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT id FROM bill ORDER BY id")) {
      List<String> ids = new ArrayList<>();
      while (rows.next()) {
        ids.add(rows.getString(1));
      }
      return ids;
    }
  }

  /** Takes all that is there, outside of transactions. */
  protected static List<String> drain(JmsTemplate jms, String queue) throws JMSException {
    List<String> texts = new ArrayList<>();
    jms.execute(
        session -> {
          var consumer = session.createConsumer(session.createQueue(queue));
          Message message = consumer.receiveNoWait();
          while (message != null) {
            texts.add(((TextMessage) message).getText());
            message = consumer.receiveNoWait();
          }
          consumer.close();
          if (session.getTransacted()) {
            // Nothing to an XA session, which has acknowledged already.
            JmsUtils.commitIfNecessary(session);
          }
          return null;
        },
        true);
    return texts;
  }
}
