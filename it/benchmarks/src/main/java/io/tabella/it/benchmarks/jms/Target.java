package io.tabella.it.benchmarks.jms;

import io.tabella.extension.TabellaAdmin;
import io.tabella.jms.TabellaConnectionFactory;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** A queue on Tabella that one run sends to or receives from. One thread makes the members. */
public final class Target implements AutoCloseable {

  static final String QUEUE = "benchmark";

  private final TabellaConnectionFactory factory;
  private final Connection connection;

  private Target(TabellaConnectionFactory factory, Connection connection) {
    this.factory = factory;
    this.connection = connection;
  }

  /** A node of its own, as an application with default settings would have. */
  static Target open(TabellaConnectionFactory factory) throws JMSException {
    Connection connection = factory.createConnection();
    connection.start();
    return new Target(factory, connection);
  }

  /** Sets something for the queue. */
  public void set(String setting, String value) throws JMSException {
    try (TabellaAdmin admin = factory.createAdmin()) {
      admin.setQueue(QUEUE, setting, value);
    }
  }

  /** Senders of persistent messages, for ever. */
  public List<Sender> senders(int count, Commits commits) throws JMSException {
    return senders(count, commits, new AtomicInteger(Integer.MAX_VALUE));
  }

  /** Senders that together send so many. */
  public List<Sender> senders(int count, Commits commits, AtomicInteger left) throws JMSException {
    return senders(count, commits, left, Labels.NONE);
  }

  /** The same of messages with labels. */
  public List<Sender> senders(int count, Commits commits, AtomicInteger left, Labels labels)
      throws JMSException {
    List<Sender> senders = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Session session = session(commits);
      MessageProducer producer = session.createProducer(session.createQueue(QUEUE));
      senders.add(new Sender(session, producer, commits, left, labels));
    }
    return senders;
  }

  /** Receivers, for ever. */
  public List<Receiver> receivers(int count, Commits commits) throws JMSException {
    return receivers(count, commits, new AtomicInteger(Integer.MAX_VALUE));
  }

  /** Receivers that together receive so many. */
  public List<Receiver> receivers(int count, Commits commits, AtomicInteger left)
      throws JMSException {
    return receivers(count, commits, left, "");
  }

  /** The same with a selector; an empty one selects everything. */
  public List<Receiver> receivers(int count, Commits commits, AtomicInteger left, String selector)
      throws JMSException {
    List<Receiver> receivers = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Session session = session(commits);
      MessageConsumer consumer = session.createConsumer(session.createQueue(QUEUE), selector);
      receivers.add(new Receiver(session, consumer, commits, left));
    }
    return receivers;
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
