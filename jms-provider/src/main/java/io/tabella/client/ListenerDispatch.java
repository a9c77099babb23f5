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
 * The one thread that runs the listeners of a session, its consumers in turn, so that never two run
 * at once. It is started with the first listener. A consumer that fails is left alone for a second,
 * and the others go on. For all threads.
 */
final class ListenerDispatch {

  private static final System.Logger LOG = System.getLogger(ListenerDispatch.class.getName());
  private static final long PAUSE = TimeUnit.SECONDS.toNanos(1);

  /** A consumer, when it is its turn. */
  interface Turn {

    /** Shows at most one message to its listener; false if there is none. */
    boolean deliver() throws JMSException;
  }

  private final Bell bell;
  private final List<? extends Turn> turns;
  private final Problems problems;
  private final ReentrantLock threadLock = new ReentrantLock();
  private volatile @Nullable Thread thread;
  private volatile boolean ended;

  /** Until when consumers that failed are left alone, in System.nanoTime; of the thread alone. */
  private final Map<Turn, Long> pauses = new HashMap<>();

  /**
   * A dispatch.
   *
   * @param turns the consumers of the session; changes while it runs
   */
  ListenerDispatch(Bell bell, List<? extends Turn> turns, Problems problems) {
    this.bell = bell;
    this.turns = turns;
    this.problems = problems;
  }

  /** Starts the thread if it does not run; it looks for messages. */
  void begin() {
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
    bell.ring();
  }

  /** Ends the thread. Called when no delivery is under way or can begin. */
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
      if (!deliverInTurn()) {
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
    try {
      return turn.deliver();
    } catch (JMSException e) {
      failed(turn, e);
    } catch (RuntimeException | Error e) {
      // Whatever it is, the other consumers still want their messages.
      failed(turn, Failures.translate("No message could be delivered", e));
    }
    return false;
  }

  private void failed(Turn turn, JMSException failure) {
    if (Failures.isEndOfNode(failure.getCause())) {
      // The connection has told it already, and nothing will come any more.
      ended = true;
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
