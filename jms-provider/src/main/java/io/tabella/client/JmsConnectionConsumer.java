package io.tabella.client;

import io.tabella.destination.JmsDestination;
import io.tabella.engine.delivery.Delivery;
import io.tabella.engine.delivery.Reader;
import jakarta.jms.ConnectionConsumer;
import jakarta.jms.JMSException;
import jakarta.jms.ServerSession;
import jakarta.jms.ServerSessionPool;
import java.lang.System.Logger.Level;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A consumer for application servers. Its thread takes a message, borrows a session from the
 * server's pool, adds what else is there, assigns it to the session and starts that. What no
 * session could take is put back, and the next try is a second later; while the pool has no session
 * for as long, others may have the message. For all threads. Jakarta Messaging 3.1, 11.2.
 */
final class JmsConnectionConsumer implements ConnectionConsumer {

  private static final System.Logger LOG = System.getLogger(JmsConnectionConsumer.class.getName());
  private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final String THREAD = "tabella-connection-consumer";

  private final JmsDestination destination;
  private final Reader reader;
  private final Bell bell;
  private final ServerSessions sessions;
  private final JmsConnection connection;
  private final Life life = new Life("connection consumer");
  private final CountDownLatch closing = new CountDownLatch(1);
  private final ReentrantLock stateLock = new ReentrantLock();
  private final DeliveryGate gate = new DeliveryGate(this::mayDeliver);
  private final Set<Assignment> assignments = ConcurrentHashMap.newKeySet();

  /**
   * A consumer; {@link #begin} starts it.
   *
   * @param bell which the reader's sink rings
   */
  JmsConnectionConsumer(
      JmsDestination destination, Reader reader, Bell bell, ServerSessions sessions) {
    this.destination = destination;
    this.reader = reader;
    this.bell = bell;
    this.sessions = sessions;
    this.connection = sessions.connection();
  }

  JmsDestination destination() {
    return destination;
  }

  void begin() {
    applyState();
    new DaemonThreads(THREAD).newThread(this::run).start();
  }

  @Override
  public ServerSessionPool getServerSessionPool() throws JMSException {
    life.check();
    return sessions.pool();
  }

  // The thread.

  private void run() {
    boolean useful = true;
    // Rings are counted before it is asked whether this is closed: who closes it rings afterwards.
    long seen = bell.rings();
    while (useful && life.isOpen()) {
      try {
        if (!assignNext()) {
          bell.awaitRingAfter(seen);
        }
      } catch (InterruptedException e) {
        // The server's code has left its interrupt behind: nobody's wish to end this thread.
      } catch (JMSException e) {
        useful = canGoOnAfter(e);
      } catch (RuntimeException | Error e) {
        useful = canGoOnAfter(Failures.translate("No message could be assigned", e));
      }
      seen = bell.rings();
    }
  }

  /** Assigns messages to one session; false if there is none. */
  private boolean assignNext() throws JMSException {
    assignments.removeIf(Assignment::isEmpty);
    Assignment assignment = new Assignment(gate);
    assignments.add(assignment);
    take(assignment, 1);
    if (assignment.isEmpty()) {
      return false;
    }
    try {
      lend(assignment);
      return true;
    } catch (JMSException | RuntimeException | Error e) {
      assignment.recall();
      throw e;
    }
  }

  private void lend(Assignment assignment) throws JMSException {
    ServerSession server = next(assignment);
    try {
      take(assignment, sessions.maxMessages() - 1);
      reader.stopWaiting();
      sessions.sessionOf(server).assign(assignment);
    } finally {
      // Even with nothing to do: it finds its way back to the pool by running.
      server.start();
    }
  }

  /** Borrows a session. While the pool has none for long, others may have the message. */
  private ServerSession next(Assignment assignment) throws JMSException {
    Future<?> impatience = connection.delays().begin(THREAD, PAUSE_NANOS, () -> giveUp(assignment));
    try {
      return sessions.next();
    } finally {
      impatience.cancel(false);
    }
  }

  private void giveUp(Assignment assignment) {
    reader.stopWaiting();
    assignment.recall();
  }

  /** Takes so many messages, or as many as are there. */
  private void take(Assignment assignment, int most) {
    if (!gate.enter()) {
      return;
    }
    try {
      Delivery delivery = most > 0 ? reader.poll() : null;
      for (int left = most - 1; delivery != null; left--) {
        assignment.add(delivery);
        delivery = left > 0 ? reader.poll() : null;
      }
    } finally {
      gate.leave();
    }
  }

  /** Tells and waits a while; false if nothing will ever come. */
  private boolean canGoOnAfter(JMSException failure) {
    if (Failures.isEndOfNode(failure.getCause())) {
      // The connection has told it already.
      return false;
    }
    if (life.isOpen()) {
      report(failure);
      pause();
    }
    return true;
  }

  private void report(JMSException failure) {
    try {
      connection.problems().report(failure);
    } catch (RuntimeException | Error e) {
      LOG.log(Level.WARNING, "problem of a connection consumer could not be reported", failure);
    }
  }

  private void pause() {
    reader.stopWaiting();
    try {
      boolean unused = closing.await(PAUSE_NANOS, TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      // As above; the pause is over.
    }
  }

  // Start, stop, close.

  private boolean mayDeliver() {
    return life.isOpen() && connection.isDelivering();
  }

  /** The connection was started or stopped. */
  void applyState() {
    stateLock.lock();
    try {
      if (mayDeliver()) {
        reader.activate();
      } else {
        recall();
        reader.deactivate();
      }
    } finally {
      stateLock.unlock();
    }
    bell.ring();
  }

  /** What was assigned and not run goes back. */
  private void recall() {
    assignments.forEach(Assignment::recall);
  }

  /** Waits until nothing is being delivered; only once deliveries are shut off. */
  void awaitIdle() {
    gate.awaitLeft();
  }

  /**
   * Puts back what was assigned and not run, and returns when nothing of it is being delivered,
   * unless a listener of the connection calls.
   */
  @Override
  public void close() throws JMSException {
    boolean inListener = connection.isListening();
    if (life.beginClosing()) {
      closeOnce(inListener);
    } else if (!inListener) {
      life.awaitEnd();
    }
  }

  private void closeOnce(boolean inListener) throws JMSException {
    Closing close = new Closing();
    closing.countDown();
    bell.ring();
    close.step(this::recall);
    if (!inListener) {
      close.step(this::awaitIdle);
    }
    close.step(() -> JmsMessageConsumer.close(reader));
    connection.connectionConsumers().forget(this);
    life.end();
    close.finish();
  }
}
