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
 * Tells a connection's problems to its exception listener, one at a time, on a thread of its own,
 * which exists only while there is something to tell. 6.1.7 of the specification. For all threads.
 */
final class Problems {

  private static final System.Logger LOG = System.getLogger(Problems.class.getName());

  private final ThreadPoolExecutor errands =
      new ThreadPoolExecutor(
          0,
          1,
          100,
          TimeUnit.MILLISECONDS,
          new LinkedBlockingQueue<>(),
          new DaemonThreads("tabella-errands"));
  private volatile @Nullable ExceptionListener listener;

  @Nullable ExceptionListener listener() {
    return listener;
  }

  void listener(@Nullable ExceptionListener newListener) {
    listener = newListener;
  }

  /** The thread, for other work that engine threads must not do themselves. */
  Executor errands() {
    return errands;
  }

  /** Tells the listener soon; returns at once. Without a listener it is logged. */
  void report(JMSException problem) {
    errands.execute(() -> tell(problem));
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
