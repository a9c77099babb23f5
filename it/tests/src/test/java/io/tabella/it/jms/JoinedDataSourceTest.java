package io.tabella.it.jms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tabella.jms.TabellaConnectionFactory;
import jakarta.jms.IllegalStateRuntimeException;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.Message;
import jakarta.jms.Queue;
import jakarta.jms.Topic;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A factory over a data source whose transactions are bound to threads. */
class JoinedDataSourceTest extends JmsBehaviour {

  @SuppressWarnings("NullAway.Init") // made before each test
  private BoundDataSource source;

  @SuppressWarnings("NullAway.Init") // made before each test
  private TabellaConnectionFactory factory;

  @SuppressWarnings("NullAway.Init") // made before each test
  private Queue queue;

  @BeforeEach
  void begin() throws Exception {
    source = new BoundDataSource(rig.database(), true);
    factory = new TabellaConnectionFactory(source);
    factory.setJoinTransactions(true);
    queue = rig.newQueue();
    rig.execute("CREATE TABLE IF NOT EXISTS bill (id INT PRIMARY KEY)");
    rig.execute("DELETE FROM bill");
  }

  @AfterEach
  void end() throws Exception {
    factory.close();
  }

  private static void bill(Connection connection, int id) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.executeUpdate("INSERT INTO bill (id) VALUES (" + id + ")");
    }
  }

  private long bills() throws SQLException {
    return rig.ask("SELECT COUNT(*) FROM bill");
  }

  @Test
  void sendsAndReceivesGoWithTheTransactionOfTheThread() throws Exception {
    rig.send(queue, "order");
    Queue replies = rig.newQueue();
    try (JMSContext context = factory.createContext()) {
      JMSConsumer consumer = context.createConsumer(queue);
      source.rollBack(
          connection -> {
            assertThat(Rig.text(Rig.receive(consumer))).isEqualTo("order");
            context.createProducer().send(replies, "never");
            bill(connection, 1);
          });
      source.commit(
          connection -> {
            Message again = Rig.receive(consumer);
            assertThat(Rig.count(again)).isEqualTo(2);
            context.createProducer().send(replies, "billed");
            bill(connection, 1);
            assertThat(bills()).isZero();
          });
      assertThat(consumer.receive(300)).isNull();
    }
    assertThat(rig.drain(replies)).containsExactly("billed");
    assertThat(bills()).isOne();
  }

  @Test
  void outsideOfTransactionsASessionIsWhatItIs() throws Exception {
    try (JMSContext context = factory.createContext();
        JMSContext transacted = factory.createContext(JMSContext.SESSION_TRANSACTED)) {
      assertThat(context.getTransacted()).isFalse();
      context.createProducer().send(queue, "one");
      assertThat(rig.drain(queue)).containsExactly("one");
      assertThat(transacted.getTransacted()).isTrue();
      transacted.createProducer().send(queue, "two");
      assertThat(rig.drain(queue)).isEmpty();
      source.commit(connection -> transacted.createProducer().send(queue, "joined"));
      assertThat(rig.drain(queue)).containsExactly("joined");
      transacted.commit();
      assertThat(rig.drain(queue)).containsExactly("two");
      context.createProducer().send(queue, "three");
      assertThat(Rig.text(Rig.receive(context.createConsumer(queue)))).isEqualTo("three");
    }
    assertThat(rig.drain(queue)).isEmpty();
  }

  /** Even the first use of all, which joins the store, and may make tables. */
  @Test
  void whatTheNodeDoesForItselfIsNotInTheTransaction() throws Exception {
    source.rollBack(
        connection -> {
          bill(connection, 1);
          try (JMSContext context = factory.createContext()) {
            Queue fresh = context.createQueue("fresh-" + System.nanoTime());
            context.createProducer().send(fresh, "one");
            try (var browser = context.createBrowser(fresh)) {
              assertThat(browser.getEnumeration().hasMoreElements()).isFalse();
            }
            context.createConsumer(context.createTopic("fresh-" + System.nanoTime())).close();
          }
          assertThat(bills()).as("nothing has committed the caller's transaction").isZero();
        });
    assertThat(bills()).isZero();
  }

  @Test
  void factoryThatDoesNotJoinLeavesTheTransactionOfTheThreadAlone() throws Exception {
    try (TabellaConnectionFactory apart = new TabellaConnectionFactory(source)) {
      source.rollBack(
          connection -> {
            bill(connection, 1);
            try (JMSContext context = apart.createContext()) {
              context.createProducer().send(queue, "at once");
            }
          });
    }
    assertThat(bills()).isZero();
    assertThat(rig.drain(queue)).containsExactly("at once");
  }

  @Test
  void listenersWorkOutsideOfTransactions() throws Exception {
    try (JMSContext context = factory.createContext()) {
      BlockingQueue<Message> delivered = new LinkedBlockingQueue<>();
      context.createConsumer(queue).setMessageListener(delivered::add);
      rig.send(queue, "one");
      assertThat(Rig.text(delivered.poll(Rig.LONG, TimeUnit.MILLISECONDS))).isEqualTo("one");
    }
  }

  @Test
  void largeMessageOfATopicThatIsDeadAtOnceIsDeadWithItsBody() throws Exception {
    Topic topic = rig.newTopic();
    try (var admin = rig.factory().createAdmin()) {
      admin.createTopic(topic.getTopicName());
      admin.setTopic(topic.getTopicName(), "maxDeliveries", "1");
    }
    String large = "x".repeat(300_000);
    try (JMSContext context = factory.createContext();
        JMSConsumer consumer = context.createConsumer(topic);
        JMSConsumer other = context.createConsumer(topic);
        JMSConsumer dead = context.createConsumer(context.createQueue("DLQ"))) {
      rig.publish(topic, large);
      source.rollBack(connection -> assertThat(Rig.text(Rig.receive(consumer))).isEqualTo(large));
      assertThat(dead.receiveBody(String.class, Rig.LONG)).isEqualTo(large);
      assertThat(other.receiveBody(String.class, Rig.LONG)).isEqualTo(large);
    }
  }

  /** Some throw what they like. */
  @Test
  void dataSourceThatFailsDoublesNothing() throws Exception {
    rig.send(queue, "one", "two");
    try (JMSContext context = factory.createContext()) {
      JMSConsumer consumer = context.createConsumer(queue);
      source.beforeConnecting(
          () -> {
            source.beforeConnecting(() -> {});
            throw new IllegalArgumentException("shut down");
          },
          Thread.currentThread()::equals);
      assertThatThrownBy(() -> consumer.receive(Rig.LONG))
          .isInstanceOf(JMSRuntimeException.class)
          .hasMessageContaining("shut down");
      source.commit(
          connection -> {
            Message one = Rig.receive(consumer);
            assertThat(Rig.text(one)).isEqualTo("one");
            assertThat(Rig.count(one)).isOne();
            assertThat(Rig.text(Rig.receive(consumer))).isEqualTo("two");
          });
      assertThat(consumer.receive(300)).isNull();
    }
  }

  @Test
  void factoryIsClosedWhileAnOutcomeIsAskedFor() throws Exception {
    rig.send(queue, "one");
    JMSContext context = factory.createContext();
    JMSConsumer consumer = context.createConsumer(queue);
    CountDownLatch asking = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    source.beforeConnecting(
        () -> {
          asking.countDown();
          Waiting.await(goOn);
        },
        thread -> thread.getName().startsWith("tabella-join"));
    source.commit(connection -> assertThat(Rig.text(Rig.receive(consumer))).isEqualTo("one"));
    Waiting.await(asking);
    CompletableFuture<Void> closed =
        CompletableFuture.runAsync(
            () -> {
              try {
                factory.close();
              } catch (JMSException e) {
                throw new AssertionError(e);
              }
            });
    Thread.sleep(500);
    goOn.countDown();
    assertThat(closed).succeedsWithin(Rig.LONG, TimeUnit.MILLISECONDS);
  }

  @Test
  void dataSourceThatDoesNotTellOfTransactionsIsRefused() throws Exception {
    try (TabellaConnectionFactory mute =
        new TabellaConnectionFactory(new BoundDataSource(rig.database(), false))) {
      mute.setJoinTransactions(true);
      assertThatThrownBy(mute::createContext)
          .isInstanceOf(IllegalStateRuntimeException.class)
          .hasMessageContaining("out of auto-commit even where no transaction");
    }
  }

  @Test
  void urlHasNoTransactionsToJoin() throws Exception {
    try (TabellaConnectionFactory byUrl = rig.newFactory()) {
      byUrl.setJoinTransactions(true);
      assertThatThrownBy(byUrl::createContext)
          .isInstanceOf(JMSRuntimeException.class)
          .hasMessageContaining("joinTransactions")
          .hasMessageContaining("DataSource");
    }
  }
}
