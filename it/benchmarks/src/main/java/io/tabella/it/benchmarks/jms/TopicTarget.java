package io.tabella.it.benchmarks.jms;

import io.tabella.jms.TabellaConnectionFactory;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** A topic on Tabella and its durable subscriptions. One thread makes the members. */
public final class TopicTarget implements AutoCloseable {

  private static final String TOPIC = "benchmark";

  private final TabellaConnectionFactory factory;
  private final Connection connection;

  private TopicTarget(TabellaConnectionFactory factory, Connection connection) {
    this.factory = factory;
    this.connection = connection;
  }

  /** A node of its own, whose connection has a client identifier. */
  public static TopicTarget open(Database database, String clientId) throws JMSException {
    TabellaConnectionFactory factory = new TabellaConnectionFactory(database.url());
    factory.setUser(database.user());
    factory.setPassword(database.password());
    Connection connection = factory.createConnection();
    connection.setClientID(clientId);
    connection.start();
    return new TopicTarget(factory, connection);
  }

  /** Publishers of persistent messages, for ever. */
  public List<Sender> publishers(int count, Commits commits) throws JMSException {
    return publishers(count, commits, new AtomicInteger(Integer.MAX_VALUE));
  }

  /** Publishers that together publish so many. */
  public List<Sender> publishers(int count, Commits commits, AtomicInteger left)
      throws JMSException {
    List<Sender> publishers = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Session session = session(commits);
      MessageProducer producer = session.createProducer(session.createTopic(TOPIC));
      publishers.add(new Sender(session, producer, commits, left, Labels.NONE));
    }
    return publishers;
  }

  /** Durable subscribers, each with a session of its own, for ever. */
  public List<Receiver> subscribers(int count) throws JMSException {
    return subscribers(count, new AtomicInteger(Integer.MAX_VALUE));
  }

  /** Durable subscribers that together receive so many. */
  public List<Receiver> subscribers(int count, AtomicInteger left) throws JMSException {
    List<Receiver> subscribers = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Session session = session(Commits.AUTO);
      MessageConsumer consumer =
          session.createDurableConsumer(session.createTopic(TOPIC), "subscription-" + i);
      subscribers.add(new Receiver(session, consumer, Commits.AUTO, left));
    }
    return subscribers;
  }

  /** Removes them, when they are closed. */
  public void unsubscribe(int count) throws JMSException {
    try (Session session = connection.createSession()) {
      for (int i = 0; i < count; i++) {
        session.unsubscribe("subscription-" + i);
      }
    }
  }

  @Override
  public void close() throws JMSException {
    factory.close();
  }

  private Session session(Commits commits) throws JMSException {
    return connection.createSession(
        commits.transacted() ? Session.SESSION_TRANSACTED : Session.AUTO_ACKNOWLEDGE);
  }
}
