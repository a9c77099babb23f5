package io.tabella.client;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/**
 * What each delivery to a consumer passes through, so that stop and close can wait for the one that
 * is under way. It is not a lock: listeners run inside. For all threads.
 */
final class DeliveryGate {

  private final ReentrantLock insideLock = new ReentrantLock();
  private final Condition left = insideLock.newCondition();
  private final BooleanSupplier open;
  private int inside;

  /**
   * A gate.
   *
   * @param open whether deliveries may begin; made false before {@link #awaitLeft} is called
   */
  DeliveryGate(BooleanSupplier open) {
    this.open = open;
  }

  /** Begins a delivery, if that is allowed; it is ended with {@link #leave()}. */
  boolean enter() {
    insideLock.lock();
    try {
      if (!open.getAsBoolean()) {
        return false;
      }
      inside++;
      return true;
    } finally {
      insideLock.unlock();
    }
  }

  /** Ends a delivery. */
  void leave() {
    insideLock.lock();
    try {
      inside--;
      left.signalAll();
    } finally {
      insideLock.unlock();
    }
  }

  /** Waits until no delivery is under way, or the gate is open again. */
  void awaitLeft() {
    insideLock.lock();
    try {
      while (inside > 0 && !open.getAsBoolean()) {
        left.awaitUninterruptibly();
      }
    } finally {
      insideLock.unlock();
    }
  }
}
