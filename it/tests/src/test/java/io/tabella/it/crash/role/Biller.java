package io.tabella.it.crash.role;

import io.tabella.jms.TabellaConnectionFactory;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/**
 * Reads orders from the queue {@code orders}, writes each into the table {@code bill}, sends a
 * reply to the queue {@code bills} and publishes to the topic {@code billed}, all in one
 * transaction of a database connection of its own; some it rolls back. It goes on until it is
 * killed.
 */
public final class Biller {

  private static final int THREADS = 2;
  private static final int ROLLED_BACK = 11;
  private static final long PATIENCE_MILLIS = 1_000;

  private final TabellaConnectionFactory factory;
  private final String[] database;

  private Biller(String[] arguments) {
    factory = new TabellaConnectionFactory(arguments[0]);
    database = arguments;
  }

  /** Runs it: Tabella's URL; the database's URL, user and password. */
  public static void main(String[] arguments) throws Exception {
    Biller biller = new Biller(arguments);
    for (int i = 0; i < THREADS; i++) {
      new Thread(biller::run, "biller-" + i).start();
    }
    // Without an end: who starts it kills it.
    Console.hear();
    Runtime.getRuntime().halt(0);
  }

  private void run() {
    try (Connection connection =
            DriverManager.getConnection(database[1], database[2], database[3]);
        PreparedStatement bill =
            connection.prepareStatement("INSERT INTO bill (order_id) VALUES (?)")) {
      connection.setAutoCommit(false);
      try (JMSContext context = factory.createContext(connection)) {
        work(connection, bill, context);
      }
    } catch (SQLException | JMSException | RuntimeException e) {
      e.printStackTrace();
      Console.say("failed", e.toString());
      Runtime.getRuntime().halt(1);
    }
  }

  private static void work(Connection connection, PreparedStatement bill, JMSContext context)
      throws SQLException, JMSException {
    JMSConsumer orders = context.createConsumer(context.createQueue("orders"));
    for (int i = 1; ; i++) {
      Message order = orders.receive(PATIENCE_MILLIS);
      if (order == null) {
        Console.say("idle");
        continue;
      }
      String id = order.getBody(String.class);
      bill.setInt(1, Integer.parseInt(id));
      bill.executeUpdate();
      context.createProducer().send(context.createQueue("bills"), id);
      context.createProducer().send(context.createTopic("billed"), id);
      if (i % ROLLED_BACK == 0) {
        connection.rollback();
      } else {
        connection.commit();
        Console.say("billed", id);
      }
    }
  }
}
