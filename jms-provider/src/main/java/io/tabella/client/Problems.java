package io.tabella.client;

import jakarta.jms.ExceptionListener;
import jakarta.jms.JMSException;
import java.lang.System.Logger.Level;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Sees to a connection's problems on threads of its own, which exist only while there is something
 * to do: one tells them to the exception listener, one at a time (6.1.7 of the specification); the
 * other does what engine threads must not wait for. They are two, because an exception listener may
 * close its connection, which waits for the other's work. For all threads.
 */
final class Problems {

  private static final System.Logger LOG = System.getLogger(Problems.class.getName());
  private static final long IDLE_MILLIS = 100;

  private final Executor telling = onDemand("tabella-exceptions");
  private final Executor errands = onDemand("tabella-errands");
  private volatile @Nullable ExceptionListener listener;

  private static Executor onDemand(String threadName) {
    return new ThreadPoolExecutor(
        0,
        1,
        IDLE_MILLIS,
        TimeUnit.MILLISECONDS,
        new LinkedBlockingQueue<>(),
        new DaemonThreads(threadName));
  }

  @Nullable ExceptionListener listener() {
    return listener;
  }

  void listener(@Nullable ExceptionListener newListener) {
    listener = newListener;
  }

  /** For work that engine threads must not wait for. */
  Executor errands() {
    return errands;
  }

  /** Tells the listener soon; returns at once. Without a listener it is logged. */
  void report(JMSException problem) {
    telling.execute(() -> tell(problem));
  }

  private void tell(JMSException problem) {
    ExceptionListener current = listener;
    if (current == null) {
      LOG.log(Level.WARNING, "problem of a connection without exception listener", problem);
      return;
    }
    try {
      current.onException(problem);
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "exception listener failed", e);
    }
  }
}
