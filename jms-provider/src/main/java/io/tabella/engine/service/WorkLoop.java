package io.tabella.engine.service;

import java.lang.System.Logger.Level;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * One daemon thread with one duty, done in turns: at a signal, and when the last turn asked for it.
 */
public final class WorkLoop implements Service {

  private static final System.Logger LOG = System.getLogger(WorkLoop.class.getName());
  private static final long REST_AFTER_FAILURE = TimeUnit.SECONDS.toNanos(1);

  /** A duty. */
  @FunctionalInterface
  public interface Work {
    /**
     * Does what there is to do.
     *
     * @return after how many nanoseconds to look again without a signal; 0 at once
     */
    long runOnce();
  }

  private final String name;
  private final Work work;
  private final ReentrantLock signalLock = new ReentrantLock();
  private final Condition signalled = signalLock.newCondition();
  private boolean pending;
  private boolean stopping;
  private @Nullable Thread thread;

  public WorkLoop(String name, Work work) {
    this.name = name;
    this.work = work;
  }

  @Override
  public void start() {
    signalLock.lock();
    try {
      if (thread == null && !stopping) {
        thread = new Thread(this::run, name);
        thread.setDaemon(true);
        thread.start();
      }
    } finally {
      signalLock.unlock();
    }
  }

  /** Look now. May be called by any thread, any number of times. */
  public void signal() {
    signalLock.lock();
    try {
      pending = true;
      signalled.signal();
    } finally {
      signalLock.unlock();
    }
  }

  @Override
  public void stop() {
    Thread running;
    signalLock.lock();
    try {
      stopping = true;
      signalled.signal();
      running = thread;
    } finally {
      signalLock.unlock();
    }
    if (running != null && running != Thread.currentThread()) {
      joinUninterruptibly(running);
    }
  }

  private void run() {
    long wait = 0;
    while (awaitTurn(wait)) {
      wait = turn();
    }
  }

  private long turn() {
    try {
      return work.runOnce();
    } catch (RuntimeException | Error e) {
      LOG.log(Level.WARNING, "work failed, goes on after a rest; loop=" + name, e);
      return REST_AFTER_FAILURE;
    }
  }

  private boolean awaitTurn(long nanos) {
    long left = nanos;
    signalLock.lock();
    try {
      while (!pending && !stopping && left > 0) {
        left = signalled.awaitNanos(left);
      }
      pending = false;
      return !stopping;
    } catch (InterruptedException e) {
      // Nobody but us knows this thread; a stray interrupt is only a reason to look.
      return !stopping;
    } finally {
      signalLock.unlock();
    }
  }

  private static void joinUninterruptibly(Thread running) {
    boolean interrupted = false;
    while (running.isAlive()) {
      try {
        running.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
