package io.tabella.client;

import jakarta.jms.JMSException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The one thread that runs the listeners of a session, its consumers in turn, so that never two run
 * at once. It is started with the first listener. For all threads.
 */
final class ListenerDispatch {

  private static final long PAUSE_MILLIS = 1_000;

  private final Bell bell;
  private final List<JmsMessageConsumer> consumers;
  private final Problems problems;
  private final ReentrantLock threadLock = new ReentrantLock();
  private volatile @Nullable Thread thread;
  private volatile boolean ended;

  /**
   * A dispatch.
   *
   * @param consumers those of the session; changes while it runs
   */
  ListenerDispatch(Bell bell, List<JmsMessageConsumer> consumers, Problems problems) {
    this.bell = bell;
    this.consumers = consumers;
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
      try {
        if (!deliverInTurn()) {
          bell.awaitRingAfter(seen);
        }
      } catch (JMSException e) {
        failed(e, seen);
      } catch (RuntimeException | Error e) {
        // Whatever it was, the session's messages must not stand still for ever.
        failed(Failures.translate("A message could not be delivered", e), seen);
      } catch (InterruptedException e) {
        // A listener has left its interrupt behind: that is nobody's wish to end this thread.
      }
    }
  }

  /**
   * At most one message for each consumer; false if there was none. One that fails does not keep
   * the others from their turn.
   */
  private boolean deliverInTurn() throws JMSException {
    boolean any = false;
    JMSException failure = null;
    for (JmsMessageConsumer consumer : consumers) {
      try {
        any |= consumer.deliver();
      } catch (JMSException e) {
        failure = e;
      }
    }
    if (failure != null && !any) {
      throw failure;
    }
    if (failure != null) {
      problems.report(failure);
    }
    return any;
  }

  private void failed(JMSException failure, long seen) {
    if (Failures.isEndOfNode(failure.getCause())) {
      // The connection has told it already, and nothing will come any more.
      ended = true;
      return;
    }
    problems.report(failure);
    try {
      bell.awaitRingAfter(seen, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      // Only the pause is over.
    }
  }
}
