package io.tabella.samples.topics;

import io.tabella.jms.TabellaConnectionFactory;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Two traders share a durable subscription with a selector: each great change is for one of them.
 * Traders in other JVMs share it, too.
 */
final class Traders implements AutoCloseable {

  private static final String GREAT_CHANGES = Feed.CHANGE + " >= 90";
  private static final long QUIET_NANOS = 3_000_000_000L;

  /** How long they wait for the first one. */
  private static final long BEGIN_NANOS = 60_000_000_000L;

  private final Connection connection;
  private final List<AtomicInteger> counts = new ArrayList<>();
  private volatile long quietAt = System.nanoTime() + BEGIN_NANOS;

  /** They are at work when this returns. */
  Traders(TabellaConnectionFactory factory, int count) throws JMSException {
    connection = factory.createConnection();
    for (int i = 0; i < count; i++) {
      AtomicInteger got = new AtomicInteger();
      counts.add(got);
      Session session = connection.createSession();
      session
          .createSharedDurableConsumer(session.createTopic("prices.>"), "traders", GREAT_CHANGES)
          .setMessageListener(message -> trade(got));
    }
    connection.start();
  }

  private void trade(AtomicInteger got) {
    got.incrementAndGet();
    quietAt = System.nanoTime() + QUIET_NANOS;
  }

  /** Returns when nothing has come for a while. */
  void awaitQuiet() throws InterruptedException {
    while (System.nanoTime() - quietAt < 0) {
      Thread.sleep(100);
    }
    System.out.println("Traders    got " + counts + " great changes");
  }

  @Override
  public void close() throws JMSException {
    connection.close();
  }
}
