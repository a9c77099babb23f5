package io.tabella.client;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Tells those who wait to look again. Rings are counted, so that one between looking and waiting is
 * not lost: remember {@link #rings()}, look, then wait for a ring after that. For all threads.
 */
final class Bell {

  private final ReentrantLock waitingLock = new ReentrantLock();
  private final Condition rung = waitingLock.newCondition();
  private final AtomicLong rings = new AtomicLong();

  /** How often it has been rung. */
  long rings() {
    return rings.get();
  }

  /** Wakes all who wait. Never blocks for long. */
  void ring() {
    waitingLock.lock();
    try {
      rings.incrementAndGet();
      rung.signalAll();
    } finally {
      waitingLock.unlock();
    }
  }

  /** Waits for a ring, however long it takes. */
  void awaitRingAfter(long seen) throws InterruptedException {
    waitingLock.lockInterruptibly();
    try {
      while (rings.get() == seen) {
        rung.await();
      }
    } finally {
      waitingLock.unlock();
    }
  }

  /**
   * Waits for a ring.
   *
   * @return false if none came in time
   */
  boolean awaitRingAfter(long seen, long nanos) throws InterruptedException {
    long left = nanos;
    waitingLock.lockInterruptibly();
    try {
      while (rings.get() == seen && left > 0) {
        left = rung.awaitNanos(left);
      }
      return rings.get() != seen;
    } finally {
      waitingLock.unlock();
    }
  }

  /** Waits for a ring, for at most a while. */
  boolean awaitRingAfter(long seen, long time, TimeUnit unit) throws InterruptedException {
    return awaitRingAfter(seen, unit.toNanos(time));
  }
}
