package io.tabella.it.crash.role;

import com.mysql.cj.jdbc.MysqlXADataSource;
import io.tabella.jms.TabellaXAConnectionFactory;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import jakarta.jms.XASession;
import jakarta.transaction.Transaction;
import jakarta.transaction.TransactionManager;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import javax.sql.XAConnection;
import javax.transaction.xa.XAResource;

/**
 * Moves messages from a queue {@code in} to a queue {@code out}, and to a subscription's topic, and
 * notes each in the table {@code moved} of another resource: in global transactions, which may be
 * cut off. Its lines: {@code move ORDER POINT}, {@code recover}.
 */
public final class Mover {

  private static final long PATIENCE_MILLIS = 2_000;

  private final XASession jms;
  private final XAConnection database;
  private final Narayana narayana;

  private Mover(String[] arguments) throws Exception {
    TabellaXAConnectionFactory factory = new TabellaXAConnectionFactory(arguments[0]);
    jakarta.jms.XAConnection connection = factory.createXAConnection();
    connection.start();
    jms = connection.createXASession();
    MysqlXADataSource dataSource = new MysqlXADataSource();
    dataSource.setUrl(arguments[1]);
    dataSource.setUser(arguments[2]);
    dataSource.setPassword(arguments[3]);
    database = dataSource.getXAConnection();
    narayana =
        new Narayana(
            arguments[4],
            factory.createXAConnection().createXASession().getXAResource(),
            dataSource.getXAConnection().getXAResource());
  }

  /** Runs it: Tabella's URL; the other resource's URL, user and password; the manager's folder. */
  public static void main(String[] arguments) throws Exception {
    Mover mover = new Mover(arguments);
    Console.say("ready");
    for (String line = Console.hear(); line != null; line = Console.hear()) {
      mover.obey(line.split(" ", -1));
      Console.say("did", line);
    }
    Runtime.getRuntime().halt(0);
  }

  private void obey(String[] words) throws Exception {
    if (words[0].equals("recover")) {
      narayana.recover();
    } else {
      move(words[1].equals("JMS_FIRST"), CrashPoint.valueOf(words[2]));
    }
  }

  private void move(boolean jmsFirst, CrashPoint point) throws Exception {
    XAResource own = jms.getXAResource();
    XAResource others = database.getXAResource();
    TransactionManager manager = narayana.manager();
    manager.begin();
    Transaction transaction = manager.getTransaction();
    transaction.enlistResource(new HaltingResource(jmsFirst ? own : others, point, 1));
    transaction.enlistResource(new HaltingResource(jmsFirst ? others : own, point, 2));
    try (MessageConsumer consumer = jms.createConsumer(jms.createQueue("in"))) {
      Message message = consumer.receive(PATIENCE_MILLIS);
      if (message == null) {
        manager.rollback();
        return;
      }
      send(jms, message.getBody(String.class));
      note(message.getBody(String.class));
    }
    manager.commit();
  }

  private static void send(Session session, String text) throws Exception {
    session.createProducer(session.createQueue("out")).send(session.createTextMessage(text));
    session.createProducer(session.createTopic("moves")).send(session.createTextMessage(text));
  }

  private void note(String text) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement insert =
            connection.prepareStatement("INSERT INTO moved (message) VALUES (?)")) {
      insert.setString(1, text);
      insert.executeUpdate();
    }
  }
}
