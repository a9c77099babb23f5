package io.tabella.it.benchmarks.jms;

import io.tabella.it.benchmarks.measure.Member;
import jakarta.jms.JMSException;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.util.concurrent.atomic.AtomicInteger;

/** Receives text messages and reads them. */
public final class Receiver implements Member {

  private static final long PATIENCE_MILLIS = 200;

  private final Session session;
  private final MessageConsumer consumer;
  private final Commits commits;
  private final AtomicInteger left;

  Receiver(Session session, MessageConsumer consumer, Commits commits, AtomicInteger left) {
    this.session = session;
    this.consumer = consumer;
    this.commits = commits;
    this.left = left;
  }

  /** Receives what makes up one commit, or less when nothing comes for a moment. */
  @Override
  public int step() throws JMSException {
    if (left.get() <= 0) {
      return -1;
    }
    int received = 0;
    while (received < commits.messages() && receive()) {
      received++;
    }
    if (commits.transacted()) {
      session.commit();
    }
    left.addAndGet(-received);
    return received;
  }

  @Override
  public void close() throws JMSException {
    session.close();
  }

  private boolean receive() throws JMSException {
    TextMessage message = (TextMessage) consumer.receive(PATIENCE_MILLIS);
    return message != null && !message.getText().isEmpty();
  }
}
