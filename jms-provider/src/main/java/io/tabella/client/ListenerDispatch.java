package io.tabella.client;

import jakarta.jms.JMSException;
import java.lang.System.Logger.Level;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The thread that runs the listeners of a session, never two at once: those of its asynchronous
 * sends and of its consumers, in turn. It is started with the first of them. A consumer that fails
 * is left alone for a second, and the others go on. For all threads.
 */
final class ListenerDispatch {

  private static final System.Logger LOG = System.getLogger(ListenerDispatch.class.getName());
  private static final long PAUSE = TimeUnit.SECONDS.toNanos(1);

  /** A consumer or the sends, when it is their turn. */
  interface Turn {

    /** Calls at most one listener, once; false if there is nothing to tell. */
    boolean deliver() throws JMSException;
  }

  private final Bell bell;
  private final AsynchronousSends sends;
  private final List<? extends Turn> turns;
  private final Problems problems;
  private final CallbackTurn turn;
  private final ReentrantLock threadLock = new ReentrantLock();
  private volatile @Nullable Thread thread;
  private volatile boolean ended;

  /** The node has ended: nothing comes any more; of the thread alone. */
  private boolean exhausted;

  /** Until when consumers that failed are left alone, in System.nanoTime; of the thread alone. */
  private final Map<Turn, Long> pauses = new HashMap<>();

  /**
   * A dispatch.
   *
   * @param turns the consumers of the session; changes while it runs
   */
  ListenerDispatch(
      Bell bell,
      AsynchronousSends sends,
      List<? extends Turn> turns,
      Problems problems,
      CallbackTurn turn) {
    this.bell = bell;
    this.sends = sends;
    this.turns = turns;
    this.problems = problems;
    this.turn = turn;
  }

  /** Starts the thread if it does not run; it looks for messages. */
  void begin() {
    ensureRunning();
    bell.ring();
  }

  /** Starts the thread if it does not run. */
  void ensureRunning() {
    if (thread == null) {
      startOnce();
    }
  }

  private void startOnce() {
    threadLock.lock();
    try {
      if (thread == null && !ended) {
        Thread started = new DaemonThreads("tabella-listener").newThread(this::run);
        thread = started;
        started.start();
      }
    } finally {
      threadLock.unlock();
    }
  }

  /**
   * Ends the thread. Called when no delivery and no asynchronous send is under way or can begin.
   */
  void end() {
    threadLock.lock();
    try {
      ended = true;
    } finally {
      threadLock.unlock();
    }
    bell.ring();
    Thread running = thread;
    if (running != null) {
      awaitEnd(running);
    }
  }

  /** Whose turn it is. */
  CallbackTurn turn() {
    return turn;
  }

  private static void awaitEnd(Thread running) {
    try {
      running.join();
    } catch (InterruptedException e) {
      // It ends all the same; the caller wants to know that it was interrupted.
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    // Rings are counted before it is asked whether this ends: who ends it rings afterwards.
    for (long seen = bell.rings(); !ended; seen = bell.rings()) {
      if (!callInTurn()) {
        await(seen);
      }
    }
  }

  private boolean callInTurn() {
    turn.begin();
    try {
      boolean any = sends.deliver();
      boolean more = !exhausted && deliverInTurn();
      return any || more;
    } finally {
      turn.end();
    }
  }

  /** At most one message for each consumer; false if there was none. */
  private boolean deliverInTurn() {
    boolean any = false;
    pauses.values().removeIf(until -> System.nanoTime() - until >= 0);
    for (Turn consumer : turns) {
      any |= !pauses.containsKey(consumer) && deliver(consumer);
    }
    return any;
  }

  private boolean deliver(Turn consumer) {
    turn.delivering(true);
    try {
      return consumer.deliver();
    } catch (JMSException e) {
      failed(consumer, e);
    } catch (RuntimeException | Error e) {
      // Whatever it is, the other consumers still want their messages.
      failed(consumer, Failures.translate("No message could be delivered", e));
    } finally {
      turn.delivering(false);
    }
    return false;
  }

  private void failed(Turn consumer, JMSException failure) {
    if (Failures.isEndOfNode(failure.getCause())) {
      // The connection has told it already; only the sends' listeners have still to be told.
      exhausted = true;
      return;
    }
    pauses.put(consumer, System.nanoTime() + PAUSE);
    try {
      problems.report(failure);
    } catch (RuntimeException | Error e) {
      LOG.log(Level.WARNING, "problem of a listener's thread could not be reported", failure);
    }
  }

  private void await(long seen) {
    try {
      if (pauses.isEmpty()) {
        bell.awaitRingAfter(seen);
      } else {
        bell.awaitRingAfter(seen, PAUSE);
      }
    } catch (InterruptedException e) {
      // A listener has left its interrupt behind: that is nobody's wish to end this thread.
    }
  }
}
