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
 * The one thread that runs the listeners of a session, so that never two run at once: those of its
 * asynchronous sends and of its consumers, in turn. It is started with the first of them. A
 * consumer that fails is left alone for a second, and the others go on. For all threads.
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
  private final ReentrantLock threadLock = new ReentrantLock();
  private volatile @Nullable Thread thread;
  private volatile boolean ended;

  /** The node has ended: nothing comes any more; of the thread alone. */
  private boolean exhausted;

  /** A consumer's turn is under way; of the thread alone. */
  private boolean delivering;

  /** Until when consumers that failed are left alone, in System.nanoTime; of the thread alone. */
  private final Map<Turn, Long> pauses = new HashMap<>();

  /**
   * A dispatch.
   *
   * @param turns the consumers of the session; changes while it runs
   */
  ListenerDispatch(
      Bell bell, AsynchronousSends sends, List<? extends Turn> turns, Problems problems) {
    this.bell = bell;
    this.sends = sends;
    this.turns = turns;
    this.problems = problems;
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

  /** Whether the caller is a listener of this session. */
  boolean isCaller() {
    return Thread.currentThread() == thread;
  }

  /** Whether the caller is a listener of this session to which a message is being delivered. */
  boolean isDelivering() {
    return isCaller() && delivering;
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
    while (!ended) {
      long seen = bell.rings();
      boolean any = sends.deliver();
      any |= !exhausted && deliverInTurn();
      if (!any) {
        await(seen);
      }
    }
  }

  /** At most one message for each consumer; false if there was none. */
  private boolean deliverInTurn() {
    boolean any = false;
    pauses.values().removeIf(until -> System.nanoTime() - until >= 0);
    for (Turn turn : turns) {
      any |= !pauses.containsKey(turn) && deliver(turn);
    }
    return any;
  }

  private boolean deliver(Turn turn) {
    delivering = true;
    try {
      return turn.deliver();
    } catch (JMSException e) {
      failed(turn, e);
    } catch (RuntimeException | Error e) {
      // Whatever it is, the other consumers still want their messages.
      failed(turn, Failures.translate("No message could be delivered", e));
    } finally {
      delivering = false;
    }
    return false;
  }

  private void failed(Turn turn, JMSException failure) {
    if (Failures.isEndOfNode(failure.getCause())) {
      // The connection has told it already; only the sends' listeners have still to be told.
      exhausted = true;
      return;
    }
    pauses.put(turn, System.nanoTime() + PAUSE);
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
