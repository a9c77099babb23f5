package io.tabella.store.jdbc.connect;

import java.sql.SQLException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** Runs something on a thread of its own, which no transaction is bound to. For all threads. */
public final class Elsewhere {

  private Elsewhere() {}

  /** Waits for it; an interrupt is kept for later. */
  public static <T> T call(Callable<T> work) throws SQLException {
    FutureTask<T> task = new FutureTask<>(work);
    Thread thread = new Thread(null, task, "tabella-connect", 0, false);
    thread.setDaemon(true);
    thread.start();
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return task.get();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } catch (ExecutionException e) {
      throw rethrown(e);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static SQLException rethrown(ExecutionException failure) {
    Throwable cause = failure.getCause();
    if (cause instanceof RuntimeException e) {
      throw e;
    }
    if (cause instanceof Error e) {
      throw e;
    }
    return cause instanceof SQLException e ? e : new SQLException(failure);
  }
}
