package io.tabella.samples.plainjoin;

import io.tabella.jms.TabellaConnectionFactory;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Stores orders and bills them: each step is one transaction over rows and messages. Its arguments:
 * URL, user and password of a database; or none for an H2 database in {@code ./plain-join}.
 */
public final class PlainJoin {

  private static final long MOMENT_MILLIS = 2_000;

  private PlainJoin() {}

  /** Runs it. */
  public static void main(String[] arguments) throws SQLException, JMSException {
    boolean given = arguments.length == 3;
    String url = given ? arguments[0] : "jdbc:h2:./plain-join";
    String user = given ? arguments[1] : "sa";
    String password = given ? arguments[2] : "";
    try (TabellaConnectionFactory factory = new TabellaConnectionFactory(url);
        Connection database = DriverManager.getConnection(url, user, password)) {
      factory.setUser(user);
      factory.setPassword(password);
      factory.setMaxDeliveries(3);
      update(database, "CREATE TABLE IF NOT EXISTS shop_order (item VARCHAR(40), price INT)");
      update(database, "CREATE TABLE IF NOT EXISTS bill (item VARCHAR(40), price INT)");
      database.setAutoCommit(false);
      try (JMSContext context = factory.createContext(database)) {
        order(database, context, "espresso", 2);
        order(database, context, "elephant", 0);
        order(database, context, "cappuccino", 3);
        bill(database, context);
        report(database, context);
      }
    }
  }

  /** The row and the message are there, or neither. */
  private static void order(Connection database, JMSContext context, String item, int price)
      throws SQLException {
    update(database, "INSERT INTO shop_order (item, price) VALUES (?, ?)", item, price);
    context.createProducer().setProperty("price", price).send(context.createQueue("orders"), item);
    database.commit();
  }

  /** The message is gone and the bill is there, or neither: then it comes again, three times. */
  private static void bill(Connection database, JMSContext context)
      throws SQLException, JMSException {
    try (JMSConsumer orders = context.createConsumer(context.createQueue("orders"))) {
      for (Message order = orders.receive(MOMENT_MILLIS);
          order != null;
          order = orders.receive(MOMENT_MILLIS)) {
        int price = order.getIntProperty("price");
        update(database, "INSERT INTO bill VALUES (?, ?)", order.getBody(String.class), price);
        if (price > 0) {
          database.commit();
        } else {
          database.rollback();
        }
      }
    }
  }

  private static void report(Connection database, JMSContext context)
      throws SQLException, JMSException {
    try (PreparedStatement query = database.prepareStatement("SELECT item, price FROM bill");
        ResultSet bills = query.executeQuery();
        JMSConsumer dead = context.createConsumer(context.createQueue("DLQ"))) {
      while (bills.next()) {
        System.out.println("billed " + bills.getString(1) + " for " + bills.getInt(2));
      }
      for (Message next = dead.receiveNoWait(); next != null; next = dead.receiveNoWait()) {
        System.out.println("given up " + next.getBody(String.class));
      }
      database.commit();
    }
  }

  private static void update(Connection database, String sql, Object... values)
      throws SQLException {
    try (PreparedStatement statement = database.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      statement.executeUpdate();
    }
  }
}
