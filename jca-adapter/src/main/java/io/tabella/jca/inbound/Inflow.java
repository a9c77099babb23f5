package io.tabella.jca.inbound;

import io.tabella.jca.store.NodeEnd;
import jakarta.jms.Connection;
import jakarta.jms.ConnectionConsumer;
import jakarta.jms.Destination;
import jakarta.jms.JMSException;
import jakarta.jms.Topic;
import jakarta.jms.XAConnection;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** A connection that brings messages to an endpoint, until it is closed. For all threads. */
final class Inflow {

  private static final System.Logger LOG = System.getLogger(Inflow.class.getName());

  /** How long interrupted deliveries have to notice it. */
  private static final Duration AFTER_INTERRUPT = Duration.ofSeconds(5);

  /** Of one transaction. */
  private static final int MESSAGES_AT_ONCE = 1;

  private final XAConnection connection;
  private final EndpointPool pool;
  private final ReentrantLock closingLock = new ReentrantLock();
  private @Nullable ConnectionConsumer consumer;
  private @Nullable Closing closing;
  private volatile boolean lost;

  /** The thread that closes, and since when, by System.nanoTime. */
  private record Closing(Thread thread, long since) {}

  private Inflow(XAConnection connection, EndpointPool pool) {
    this.connection = connection;
    this.pool = pool;
  }

  /**
   * One that delivers once it is started.
   *
   * @param connection closed if this fails
   * @param owner told of problems
   */
  static Inflow open(
      XAConnection connection, Destination from, Delivering delivering, Activation owner)
      throws JMSException {
    Inflow opened = new Inflow(connection, new EndpointPool(connection, delivering));
    try {
      String clientId = delivering.settings().subscription().clientId();
      if (clientId != null && !clientId.isBlank()) {
        connection.setClientID(clientId);
      }
      connection.setExceptionListener(failure -> opened.tell(owner, failure));
      opened.consumer = opened.consume(from, delivering.settings());
      return opened;
    } catch (JMSException | RuntimeException e) {
      connection.close();
      throw e;
    }
  }

  private ConnectionConsumer consume(Destination from, EndpointSettings settings)
      throws JMSException {
    String selector = settings.source().selector();
    EndpointSettings.Subscription subscription = settings.subscription();
    Connection c = connection;
    if (!(from instanceof Topic topic) || !(subscription.durable() || subscription.shared())) {
      return c.createConnectionConsumer(from, selector, pool, MESSAGES_AT_ONCE);
    }
    String name = subscription.name();
    if (!subscription.durable()) {
      return c.createSharedConnectionConsumer(topic, name, selector, pool, MESSAGES_AT_ONCE);
    }
    return subscription.shared()
        ? c.createSharedDurableConnectionConsumer(topic, name, selector, pool, MESSAGES_AT_ONCE)
        : c.createDurableConnectionConsumer(topic, name, selector, pool, MESSAGES_AT_ONCE);
  }

  private void tell(Activation owner, JMSException failure) {
    lost |= NodeEnd.isToldBy(failure);
    owner.problemOf(this, failure);
  }

  /** Whether its node has ended. The owner is told after this is true. */
  boolean isLost() {
    return lost;
  }

  /** Begins to deliver. */
  void start() throws JMSException {
    connection.start();
  }

  /** Takes no more messages, and begins to close. Returns at once. Idempotent. */
  void beginClose() {
    Closing unused = closing();
  }

  private Closing closing() {
    closingLock.lock();
    try {
      Closing known = closing;
      if (known == null) {
        pool.refuse();
        known = new Closing(new Thread(this::closeNow, "tabella-endpoint-stop"), System.nanoTime());
        known.thread().setDaemon(true);
        known.thread().start();
        closing = known;
      }
      return known;
    } finally {
      closingLock.unlock();
    }
  }

  /**
   * Closes. Running deliveries may go on for so long after the beginning; then their threads are
   * interrupted. What goes on nevertheless is left to itself: its transaction is the container's,
   * and its session closes when it returns. May be called by several.
   */
  void close(Duration limit) {
    Closing current = closing();
    if (!hasEnded(current, limit)) {
      pool.interrupt();
      if (!hasEnded(current, limit.plus(AFTER_INTERRUPT))) {
        LOG.log(Level.WARNING, "a message is still being delivered after its endpoint was stopped");
      }
    }
  }

  private static boolean hasEnded(Closing closing, Duration limit) {
    Duration left = limit.minusNanos(System.nanoTime() - closing.since());
    try {
      closing.thread().join(Math.max(1, left.toMillis()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return !closing.thread().isAlive();
  }

  private void closeNow() {
    try (connection) {
      ConnectionConsumer current = consumer;
      if (current != null) {
        current.close();
      }
      pool.close();
    } catch (JMSException | RuntimeException e) {
      LOG.log(Level.WARNING, "connection of a message endpoint did not close", e);
    }
  }
}
