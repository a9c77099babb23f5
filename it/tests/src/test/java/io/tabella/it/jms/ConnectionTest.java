package io.tabella.it.jms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tabella.jms.TabellaConnectionFactory;
import jakarta.jms.Connection;
import jakarta.jms.DeliveryMode;
import jakarta.jms.IllegalStateException;
import jakarta.jms.InvalidClientIDException;
import jakarta.jms.JMSException;
import jakarta.jms.JMSSecurityException;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import java.io.PrintWriter;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Logins, identifiers, and the end of a node. Jakarta Messaging 3.1, 6.1. */
final class ConnectionTest extends JmsBehaviour {

  @Test
  void wrongPasswordFailsInCreateConnection() throws Exception {
    rig.connect();
    TabellaConnectionFactory factory = rig.factory();

    assertThatThrownBy(() -> factory.createConnection(rig.database().user(), "wrong"))
        .isInstanceOf(JMSSecurityException.class);
    assertThatThrownBy(() -> factory.createConnection("nobody", "wrong"))
        .isInstanceOf(JMSSecurityException.class);
    factory.createConnection(rig.database().user(), rig.database().password()).close();
  }

  @Test
  void connectionOfAnyFactoryMethodDoesQueues() throws Exception {
    Queue queue = rig.newQueue();
    try (Connection ofTopics = rig.factory().createTopicConnection()) {
      Rig.send(ofTopics.createSession(), queue, "a");
    }

    assertThat(rig.drain(queue)).containsExactly("a");
  }

  @Test
  void dataSourceServesAsWell() throws Exception {
    Queue queue = rig.newQueue();
    rig.send(queue, "a");
    try (TabellaConnectionFactory factory =
        new TabellaConnectionFactory(new PlainDataSource(rig))) {
      MessageConsumer consumer = rig.connect(factory).createSession().createConsumer(queue);

      assertThat(Rig.text(Rig.receive(consumer))).isEqualTo("a");
      rig.closeConnections();
    }
  }

  @Test
  void clientIdentifierIsSetFirstOrNotAtAll() throws Exception {
    Connection connection = rig.factory().createConnection();
    connection.setClientID("me");
    connection.createSession();

    assertThat(connection.getClientID()).isEqualTo("me");
    assertThatThrownBy(() -> connection.setClientID("you"))
        .isInstanceOf(IllegalStateException.class);
    connection.close();

    Connection late = rig.factory().createConnection();
    late.createSession();
    assertThatThrownBy(() -> late.setClientID("me")).isInstanceOf(IllegalStateException.class);
    late.close();
  }

  @Test
  void clientIdentifierBelongsToOneOpenConnection() throws Exception {
    Connection first = rig.factory().createConnection();
    Connection second = rig.factory().createConnection();
    first.setClientID("me");

    assertThatThrownBy(() -> second.setClientID("me")).isInstanceOf(InvalidClientIDException.class);
    first.close();
    second.setClientID("me");
    second.close();
  }

  @Test
  void factorysClientIdentifierGoesForItsConnections() throws Exception {
    try (TabellaConnectionFactory factory = rig.newFactory()) {
      factory.setClientId("administered");
      Connection connection = factory.createConnection();

      assertThat(connection.getClientID()).isEqualTo("administered");
      assertThatThrownBy(() -> connection.setClientID("mine"))
          .isInstanceOf(IllegalStateException.class);
      assertThatThrownBy(factory::createConnection).isInstanceOf(InvalidClientIDException.class);
    }
  }

  @Test
  void settingAfterTheFirstConnectionIsRefused() throws Exception {
    rig.connect();

    assertThatThrownBy(() -> rig.factory().setPrefetch(5))
        .isInstanceOf(java.lang.IllegalStateException.class)
        .hasMessageContaining("prefetch");
  }

  @Test
  void fencedNodeTellsTheExceptionListenerOnceAndIsReplaced() throws Exception {
    Queue queue = rig.newQueue();
    BlockingQueue<JMSException> told = new LinkedBlockingQueue<>();
    try (TabellaConnectionFactory factory = rig.newFactory()) {
      factory.setNodeName("to be fenced");
      Connection connection = factory.createConnection();
      connection.setExceptionListener(told::add);
      connection.start();
      Session session = connection.createSession(Session.SESSION_TRANSACTED);
      Rig.send(session, queue, "never stored");
      fence("to be fenced");

      assertThatThrownBy(session::commit)
          .isInstanceOf(JMSException.class)
          .hasFieldOrPropertyWithValue("errorCode", "FENCED");
      assertThat(told.poll(Rig.LONG, TimeUnit.MILLISECONDS))
          .hasMessageContaining("close it and make a new one");
      Rig.send(session, queue, "never stored");
      assertThatThrownBy(session::commit).isInstanceOf(JMSException.class);
      MessageProducer producer = connection.createSession().createProducer(queue);
      producer.setDeliveryMode(DeliveryMode.NON_PERSISTENT);
      assertThatThrownBy(() -> producer.send(session.createMessage()))
          .isInstanceOf(JMSException.class)
          .hasFieldOrPropertyWithValue("errorCode", "FENCED");
      connection.close();

      try (Connection next = factory.createConnection()) {
        Rig.send(next.createSession(), queue, "stored");
      }
      assertThat(told).isEmpty();
    }
    assertThat(rig.drain(queue)).containsExactly("stored");
  }

  /** What a reaper does first. */
  private void fence(String node) throws SQLException {
    rig.execute(
        "UPDATE tabella_lane SET committed = -committed - 1, fenced_at = 1 WHERE node IN"
            + " (SELECT id FROM tabella_node WHERE name = '"
            + node
            + "')");
    rig.execute("UPDATE tabella_node SET state = 'FENCED' WHERE name = '" + node + "'");
  }

  /** Connections of the driver, without a pool. */
  private record PlainDataSource(Rig rig) implements DataSource {

    @Override
    public java.sql.Connection getConnection() throws SQLException {
      return rig.database().connect();
    }

    @Override
    public java.sql.Connection getConnection(String user, String password) throws SQLException {
      return DriverManager.getConnection(rig.database().jdbcUrl(), user, password);
    }

    @Override
    public @Nullable PrintWriter getLogWriter() {
      return null;
    }

    @Override
    public void setLogWriter(PrintWriter out) {}

    @Override
    public void setLoginTimeout(int seconds) {}

    @Override
    public int getLoginTimeout() {
      return 0;
    }

    @Override
    public Logger getParentLogger() {
      return Logger.getLogger("");
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
      throw new SQLException("wraps nothing");
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
      return false;
    }
  }
}
