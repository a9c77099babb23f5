package io.tabella.jca;

import jakarta.resource.spi.BootstrapContext;
import jakarta.resource.spi.XATerminator;
import jakarta.resource.spi.work.ExecutionContext;
import jakarta.resource.spi.work.Work;
import jakarta.resource.spi.work.WorkContext;
import jakarta.resource.spi.work.WorkEvent;
import jakarta.resource.spi.work.WorkException;
import jakarta.resource.spi.work.WorkListener;
import jakarta.resource.spi.work.WorkManager;
import jakarta.resource.spi.work.WorkRejectedException;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.util.Timer;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** What a server lends a resource adapter, in miniature. */
final class WorkThreads implements BootstrapContext, WorkManager, AutoCloseable {

  private final ThreadPoolExecutor threads =
      (ThreadPoolExecutor) Executors.newCachedThreadPool(work -> new Thread(work, "server-work"));

  /** How many pieces of work are to be rejected from now on. */
  final AtomicInteger rejections = new AtomicInteger();

  private final AtomicInteger timers = new AtomicInteger();

  /** Whether nothing is being done. */
  boolean areIdle() {
    return threads.getActiveCount() == 0;
  }

  @Override
  public WorkManager getWorkManager() {
    return this;
  }

  @Override
  public Timer createTimer() {
    timers.incrementAndGet();
    return new Timer("server-timer", true);
  }

  @Override
  public boolean isContextSupported(Class<? extends WorkContext> type) {
    return false;
  }

  @Override
  @SuppressWarnings("NullAway") // nobody asks
  public XATerminator getXATerminator() {
    return null;
  }

  @Override
  @SuppressWarnings("NullAway") // nobody asks
  public TransactionSynchronizationRegistry getTransactionSynchronizationRegistry() {
    return null;
  }

  @Override
  public void scheduleWork(Work work) throws WorkException {
    scheduleWork(work, INDEFINITE, null, null);
  }

  @Override
  public void scheduleWork(
      Work work, long timeout, @Nullable ExecutionContext context, @Nullable WorkListener listener)
      throws WorkException {
    if (rejections.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
      WorkRejectedException rejected = new WorkRejectedException("no thread is free");
      if (listener != null) {
        // As IronJacamar does: it tells, and throws.
        listener.workRejected(new WorkEvent(this, WorkEvent.WORK_REJECTED, work, rejected));
      }
      throw rejected;
    }
    threads.execute(work);
  }

  @Override
  public void doWork(Work work) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void doWork(
      Work work, long timeout, @Nullable ExecutionContext context, @Nullable WorkListener l) {
    throw new UnsupportedOperationException();
  }

  @Override
  public long startWork(Work work) {
    throw new UnsupportedOperationException();
  }

  @Override
  public long startWork(
      Work work, long timeout, @Nullable ExecutionContext context, @Nullable WorkListener l) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
