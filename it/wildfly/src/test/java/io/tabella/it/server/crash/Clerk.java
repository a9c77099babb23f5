package io.tabella.it.server.crash;

import jakarta.annotation.Resource;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.Message;
import jakarta.jms.TextMessage;
import jakarta.transaction.TransactionManager;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Moves messages, and writes each down in another database in the same transaction. */
@Stateless
public class Clerk {

  private static final long LONG = 20_000;
  private static final long MOMENT = 500;

  @Inject
  @SuppressWarnings("NullAway.Init") // by the container
  private MessageStore store;

  @Resource(lookup = "java:jboss/datasources/Business")
  @SuppressWarnings("NullAway.Init") // by the container
  private DataSource business;

  @Resource(lookup = "java:jboss/datasources/Tabella")
  @SuppressWarnings("NullAway.Init") // by the container
  private DataSource tables;

  @Resource(lookup = "java:jboss/TransactionManager")
  @SuppressWarnings("NullAway.Init") // by the container
  private TransactionManager transactions;

  /** Receives a message, and passes it on. */
  public void move(String from, String to, Halt halt) throws Exception {
    try (JMSContext context = store.factory().createContext();
        JMSConsumer consumer = context.createConsumer(context.createQueue(from))) {
      passOn(consumer.receive(LONG), to, halt);
    }
  }

  /** Sends what was received to another queue, and writes it down. */
  @TransactionAttribute(TransactionAttributeType.MANDATORY)
  public void passOn(Message received, String to, Halt halt) throws Exception {
    String text = textOf(received);
    try (JMSContext context = store.factory().createContext()) {
      context.createProducer().send(context.createQueue(to), text);
    }
    update(business, "INSERT INTO moved VALUES ('" + text + "')");
    halt.takePartIn(transactions);
  }

  /** Sends, at once. */
  @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
  public void send(String to, String text, Halt halt) {
    try (JMSContext context = store.factory().createContext()) {
      context.createProducer().setProperty("halt", halt.name()).send(context.createQueue(to), text);
    }
  }

  /** All that is in a queue, as TEXT/COUNT. */
  @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
  public List<String> drain(String queue) throws Exception {
    List<String> texts = new ArrayList<>();
    try (JMSContext context = store.factory().createContext();
        JMSConsumer consumer = context.createConsumer(context.createQueue(queue))) {
      Message next = consumer.receive(MOMENT);
      while (next != null) {
        texts.add(textOf(next) + "/" + next.getIntProperty("JMSXDeliveryCount"));
        next = consumer.receive(MOMENT);
      }
    }
    return texts;
  }

  private static String textOf(@Nullable Message message) throws Exception {
    if (message == null) {
      throw new IllegalStateException("no message has come");
    }
    return ((TextMessage) message).getText();
  }

  // The other database.

  /** Makes the table, if need be. */
  @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
  public void createTable() throws SQLException {
    update(business, "CREATE TABLE IF NOT EXISTS moved (text VARCHAR(200))");
  }

  /** How often a text was written down. */
  @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
  public int rows(String text) throws SQLException {
    return number(business, "SELECT COUNT(*) FROM moved WHERE text = '" + text + "'");
  }

  /** How many branches are in doubt in the store. */
  @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
  public int branches() throws SQLException {
    return number(tables, "SELECT COUNT(*) FROM " + store.tablePrefix() + "branch");
  }

  /** How many branches are in doubt in the other database. */
  @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
  public int otherBranches() throws SQLException {
    return number(business, "SELECT COUNT(*) FROM information_schema.in_doubt");
  }

  private static void update(DataSource database, String sql) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.executeUpdate(sql);
    }
  }

  private static int number(DataSource database, String sql) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getInt(1);
    }
  }
}
