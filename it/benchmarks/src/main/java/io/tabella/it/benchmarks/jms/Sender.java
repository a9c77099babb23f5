package io.tabella.it.benchmarks.jms;

import io.tabella.it.benchmarks.measure.Member;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.util.concurrent.atomic.AtomicInteger;

/** Sends text messages of 1 KiB. */
public final class Sender implements Member {

  private static final String BODY = "x".repeat(1_024);

  private final Session session;
  private final MessageProducer producer;
  private final Commits commits;
  private final AtomicInteger left;
  private final Labels labels;

  Sender(
      Session session,
      MessageProducer producer,
      Commits commits,
      AtomicInteger left,
      Labels labels) {
    this.session = session;
    this.producer = producer;
    this.commits = commits;
    this.left = left;
    this.labels = labels;
  }

  /** Sends what makes up one commit. */
  @Override
  public int step() throws JMSException {
    int last = left.getAndAdd(-commits.messages());
    if (last <= 0) {
      return -1;
    }
    for (int i = 0; i < commits.messages(); i++) {
      Message message = session.createTextMessage(BODY);
      labels.put(message, last - i);
      producer.send(message);
    }
    if (commits.transacted()) {
      session.commit();
    }
    return commits.messages();
  }

  @Override
  public void close() throws JMSException {
    session.close();
  }
}
