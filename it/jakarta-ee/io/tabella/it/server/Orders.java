package io.tabella.it.server;

import jakarta.annotation.Resource;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.Destination;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSProducer;
import jakarta.jms.Message;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The application: sends, receives, and writes rows, each method in a transaction of its own. */
@Stateless
public class Orders {

  /** The server's default connection factory, which is to be Tabella's. */
  @Resource
  @SuppressWarnings("NullAway.Init") // by the container
  private ConnectionFactory factory;

  @Inject
  @SuppressWarnings("NullAway.Init") // by the container
  private JMSContext injected;

  /** The server's default data source, which takes part in transactions. */
  @Resource
  @SuppressWarnings("NullAway.Init") // by the container
  private DataSource business;

  /** Sends with the default factory. */
  @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
  public void send(Destination to, String text, Map<String, String> properties) {
    try (JMSContext context = factory.createContext()) {
      JMSProducer producer = context.createProducer();
      properties.forEach(producer::setProperty);
      producer.send(to, text);
    }
  }

  /** Sends with the injected context. */
  @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
  public void sendInjected(Destination to, String text) {
    injected.createProducer().send(to, text);
  }

  /** Sends and writes, in whatever transaction the caller has. */
  @TransactionAttribute(TransactionAttributeType.MANDATORY)
  public void sendAndWrite(Destination to, String text) throws SQLException {
    injected.createProducer().send(to, text);
    write(text);
  }

  /** Receives, sends on and writes, in whatever transaction the caller has. */
  @TransactionAttribute(TransactionAttributeType.MANDATORY)
  public void forward(Destination from, Destination to, long millis) throws SQLException {
    try (JMSContext context = factory.createContext();
        JMSConsumer consumer = context.createConsumer(from)) {
      sendAndWrite(to, consumer.receiveBody(String.class, millis));
    }
  }

  /** Sends and writes, and fails then. */
  @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
  public void sendWriteAndFail(Destination to, String text) throws SQLException {
    injected.createProducer().send(to, text);
    write(text);
    throw new IllegalStateException("on purpose");
  }

  private void write(String text) throws SQLException {
    try (Connection connection = business.getConnection();
        Statement statement = connection.createStatement()) {
      statement.executeUpdate("INSERT INTO orders VALUES ('" + text + "')");
    }
  }

  /** Makes the table, if need be. */
  @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
  public void createTable() throws SQLException {
    try (Connection connection = business.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE IF NOT EXISTS orders (text VARCHAR(200))");
    }
  }

  /** How many rows have this text. */
  @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
  public int rows(String text) throws SQLException {
    try (Connection connection = business.getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery("SELECT COUNT(*) FROM orders WHERE text = '" + text + "'")) {
      rows.next();
      return rows.getInt(1);
    }
  }

  /** The next message of a queue, or null after so many milliseconds. */
  @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
  public @Nullable Message receive(Destination from, long millis) {
    try (JMSContext context = factory.createContext();
        JMSConsumer consumer = context.createConsumer(from)) {
      return consumer.receive(millis);
    }
  }
}
