package io.tabella.client;

import io.tabella.engine.transaction.UnitOfWork;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Units of work that a session has handed to its lane without waiting for them, a bounded number at
 * a time. For all threads.
 */
final class Pipeline {

  private final ReentrantLock countLock = new ReentrantLock();
  private final Condition fewer = countLock.newCondition();
  private final SessionLane lane;
  private final int window;
  private final Executor errands;
  private final LateFailure lateFailure;
  private int underWay;

  /**
   * A pipeline.
   *
   * @param window how many units may be under way
   * @param errands where failures are seen to, as a lane's thread must not wait
   * @param lateFailure hears of success; of a failure, from those who submit
   */
  Pipeline(SessionLane lane, int window, Executor errands, LateFailure lateFailure) {
    this.lane = lane;
    this.window = window;
    this.errands = errands;
    this.lateFailure = lateFailure;
  }

  /**
   * Hands a unit over; waits only for room.
   *
   * @param onFailure gets the cause if nothing of the unit is stored; may wait
   */
  void submit(UnitOfWork unit, Consumer<Throwable> onFailure) {
    enter();
    submit(unit, false, onFailure);
  }

  /** The same of a unit that may share a later commit, as long as there is room behind it. */
  void submitLazily(UnitOfWork unit, Consumer<Throwable> onFailure) {
    submit(unit, enter() < window, onFailure);
  }

  private void submit(UnitOfWork unit, boolean lazily, Consumer<Throwable> onFailure) {
    CompletionStage<Void> done;
    try {
      done = lazily ? lane.submitLazily(unit) : lane.submit(unit);
    } catch (RuntimeException | Error e) {
      leave();
      throw e;
    }
    done.whenComplete((nothing, failure) -> ended(failure, onFailure));
  }

  /** Whether nothing is under way. */
  boolean isEmpty() {
    countLock.lock();
    try {
      return underWay == 0;
    } finally {
      countLock.unlock();
    }
  }

  /** Waits until nothing is under way, failures seen to. */
  void flush() {
    countLock.lock();
    try {
      awaitFewerThan(1);
    } finally {
      countLock.unlock();
    }
  }

  private int enter() {
    countLock.lock();
    try {
      awaitFewerThan(window);
      underWay++;
      return underWay;
    } finally {
      countLock.unlock();
    }
  }

  private void awaitFewerThan(int limit) {
    while (underWay >= limit) {
      fewer.awaitUninterruptibly();
    }
  }

  private void ended(@Nullable Throwable failure, Consumer<Throwable> onFailure) {
    if (failure == null) {
      lateFailure.worksAgain();
      leave();
    } else {
      errands.execute(() -> seeTo(failure, onFailure));
    }
  }

  private void seeTo(Throwable failure, Consumer<Throwable> onFailure) {
    try {
      onFailure.accept(failure);
    } finally {
      leave();
    }
  }

  private void leave() {
    countLock.lock();
    try {
      underWay--;
      fewer.signalAll();
    } finally {
      countLock.unlock();
    }
  }
}
