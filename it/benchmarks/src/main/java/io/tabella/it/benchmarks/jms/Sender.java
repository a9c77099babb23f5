package io.tabella.it.benchmarks.jms;

import io.tabella.it.benchmarks.measure.Member;
import jakarta.jms.JMSException;
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

  Sender(Session session, MessageProducer producer, Commits commits, AtomicInteger left) {
    this.session = session;
    this.producer = producer;
    this.commits = commits;
    this.left = left;
  }

  /** Sends what makes up one commit. */
  @Override
  public int step() throws JMSException {
    if (left.getAndAdd(-commits.messages()) <= 0) {
      return -1;
    }
    for (int i = 0; i < commits.messages(); i++) {
      producer.send(session.createTextMessage(BODY));
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
