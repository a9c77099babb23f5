package io.tabella.it.benchmarks.jms;

import io.tabella.it.benchmarks.measure.Member;
import io.tabella.jms.TabellaConnectionFactory;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSProducer;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** What an application does with rows and messages; each is one thread's work. */
public final class Orders {

  private static final String BODY = "x".repeat(1_024);
  private static final String REPLIES = "replies";
  private static final long PATIENCE_MILLIS = 200;

  private Orders() {}

  /** A row. */
  public static Member takeSilently(Connection connection) throws SQLException {
    return new Steps(table(connection), null) {
      @Override
      public int step() throws SQLException {
        table.insert();
        table.commit();
        return 1;
      }
    };
  }

  /** A row and a message, in one transaction. */
  public static Member takeJoined(TabellaConnectionFactory factory, Connection connection)
      throws SQLException {
    OrderTable rows = table(connection);
    JMSContext context = factory.createContext(connection);
    Queue queue = context.createQueue(Target.QUEUE);
    JMSProducer producer = context.createProducer();
    return new Steps(rows, context) {
      @Override
      public int step() throws SQLException {
        table.insert();
        producer.send(queue, BODY);
        table.commit();
        return 1;
      }
    };
  }

  /** A row, and then a message. */
  public static Member takeApart(TabellaConnectionFactory factory, Connection connection)
      throws SQLException {
    OrderTable rows = table(connection);
    JMSContext context = factory.createContext();
    Queue queue = context.createQueue(Target.QUEUE);
    JMSProducer producer = context.createProducer();
    return new Steps(rows, context) {
      @Override
      public int step() throws SQLException {
        table.insert();
        table.commit();
        producer.send(queue, BODY);
        return 1;
      }
    };
  }

  /** Receives, writes a row, replies, all in one transaction; until none are left. */
  public static Member billJoined(
      TabellaConnectionFactory factory, Connection connection, AtomicInteger left)
      throws SQLException {
    OrderTable rows = table(connection);
    JMSContext context = factory.createContext(connection);
    return new Billing(rows, context, left) {
      @Override
      void commit() throws SQLException {
        table.commit();
      }
    };
  }

  /** The same in two transactions: a row's, and a session's. */
  public static Member billApart(
      TabellaConnectionFactory factory, Connection connection, AtomicInteger left)
      throws SQLException {
    OrderTable rows = table(connection);
    JMSContext context = factory.createContext(Session.SESSION_TRANSACTED);
    return new Billing(rows, context, left) {
      @Override
      void commit() throws SQLException {
        table.commit();
        context.commit();
      }
    };
  }

  /** A message, with a connection, a session and a producer of its own. */
  public static Member sendAlone(TabellaConnectionFactory factory, Connection unused)
      throws SQLException {
    unused.close();
    return new Member() {
      @Override
      public int step() throws JMSException {
        try (jakarta.jms.Connection own = factory.createConnection();
            Session session = own.createSession()) {
          session
              .createProducer(session.createQueue(Target.QUEUE))
              .send(session.createTextMessage(BODY));
        }
        return 1;
      }

      @Override
      public void close() {}
    };
  }

  private static OrderTable table(Connection connection) throws SQLException {
    OrderTable table = new OrderTable(connection);
    table.begin();
    return table;
  }

  private abstract static class Steps implements Member {

    final OrderTable table;
    private final @Nullable JMSContext context;

    Steps(OrderTable table, @Nullable JMSContext context) {
      this.table = table;
      this.context = context;
    }

    @Override
    public void close() throws SQLException {
      if (context != null) {
        context.close();
      }
      table.close();
    }
  }

  private abstract static class Billing extends Steps {

    private final AtomicInteger left;
    private final JMSConsumer consumer;
    private final JMSProducer producer;
    private final Queue replies;

    Billing(OrderTable table, JMSContext context, AtomicInteger left) {
      super(table, context);
      this.left = left;
      this.consumer = context.createConsumer(context.createQueue(Target.QUEUE));
      this.producer = context.createProducer();
      this.replies = context.createQueue(REPLIES);
    }

    abstract void commit() throws SQLException;

    @Override
    public int step() throws SQLException {
      if (left.get() <= 0) {
        return -1;
      }
      String order = consumer.receiveBody(String.class, PATIENCE_MILLIS);
      if (order == null) {
        commit();
        return 0;
      }
      table.insert();
      producer.send(replies, order);
      commit();
      left.decrementAndGet();
      return 1;
    }
  }
}
