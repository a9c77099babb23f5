package io.tabella.client;

import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Begins things later, for one node. Its thread begins with the node and not with the first thing:
 * the thread keeps the class loader of whoever begins it, and that must not be an application that
 * happens to close a connection. That of the JVM ({@code CompletableFuture.delayedExecutor}) would
 * keep it for ever. For all threads.
 */
final class Delays {

  private final ScheduledThreadPoolExecutor thread;

  /** Nothing yet; the thread waits. */
  Delays() {
    thread =
        new ScheduledThreadPoolExecutor(
            1, new DaemonThreads("tabella-delays"), new ThreadPoolExecutor.DiscardPolicy());
    thread.setRemoveOnCancelPolicy(true);
    int unused = thread.prestartAllCoreThreads();
  }

  /** Begins something on a thread of its own, unless it is cancelled or all has ended before. */
  Future<?> begin(String threadName, long nanos, Runnable duty) {
    return thread.schedule(
        () -> new DaemonThreads(threadName).newThread(duty).start(), nanos, TimeUnit.NANOSECONDS);
  }

  /** Nothing begins any more. Idempotent. */
  void end() {
    thread.shutdownNow();
  }
}
