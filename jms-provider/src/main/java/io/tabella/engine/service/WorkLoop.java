package io.tabella.engine.service;

import io.tabella.store.NodeThread;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * One daemon thread with one duty, done in turns: at a signal, and when the last turn asked for it.
 */
public final class WorkLoop implements Service {

  private static final System.Logger LOG = System.getLogger(WorkLoop.class.getName());
  private static final long IDLE = Long.MIN_VALUE;
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
  private volatile @Nullable Thread thread;
  private volatile long turnBegan = IDLE;

  public WorkLoop(String name, Work work) {
    this.name = name;
    this.work = work;
  }

  @Override
  public void start() {
    signalLock.lock();
    try {
      if (thread == null && !stopping) {
        thread = new NodeThread(this::run, name);
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

  /** Says in the log, once, if the turn under way lasts for longer than it ever should. */
  public void watch(Duration limit) {
    long began = turnBegan;
    Thread running = thread;
    if (began != IDLE && running != null && System.nanoTime() - began > limit.toNanos()) {
      turnBegan = IDLE;
      Throwable where = new Throwable("the thread is here");
      where.setStackTrace(running.getStackTrace());
      LOG.log(Level.WARNING, "a turn does not end; loop=" + name, where);
    }
  }

  private void run() {
    long wait = 0;
    while (awaitTurn(wait)) {
      wait = turn();
    }
  }

  private long turn() {
    turnBegan = System.nanoTime();
    try {
      return work.runOnce();
    } catch (RuntimeException | Error e) {
      LOG.log(Level.WARNING, "work failed, goes on after a rest; loop=" + name, e);
      return REST_AFTER_FAILURE;
    } finally {
      turnBegan = IDLE;
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
