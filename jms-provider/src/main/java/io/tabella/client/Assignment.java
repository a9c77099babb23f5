package io.tabella.client;

import io.tabella.engine.delivery.Delivery;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Messages that a connection consumer has assigned to a session, until they are run or recalled.
 * The application has seen none of those that are still here. For all threads.
 */
final class Assignment {

  private final ReentrantLock waitingLock = new ReentrantLock();
  private final Deque<Delivery> waiting = new ArrayDeque<>();
  private final DeliveryGate gate;
  private boolean recalled;

  /**
   * An empty one.
   *
   * @param gate of the connection consumer: what each delivery passes through
   */
  Assignment(DeliveryGate gate) {
    this.gate = gate;
  }

  DeliveryGate gate() {
    return gate;
  }

  /** Adds a message; it goes back at once if the others have been recalled meanwhile. */
  void add(Delivery delivery) {
    if (!hasAdded(delivery)) {
      delivery.putBack();
    }
  }

  private boolean hasAdded(Delivery delivery) {
    waitingLock.lock();
    try {
      return !recalled && waiting.add(delivery);
    } finally {
      waitingLock.unlock();
    }
  }

  /** The next one, which stays here until it begins, or null. */
  @Nullable Delivery first() {
    waitingLock.lock();
    try {
      return waiting.peek();
    } finally {
      waitingLock.unlock();
    }
  }

  /** Takes the first one, to be delivered; false if it was recalled meanwhile. */
  boolean begin(Delivery first) {
    waitingLock.lock();
    try {
      return waiting.remove(first);
    } finally {
      waitingLock.unlock();
    }
  }

  boolean isEmpty() {
    waitingLock.lock();
    try {
      return waiting.isEmpty();
    } finally {
      waitingLock.unlock();
    }
  }

  /**
   * Puts back what was not run, uncounted; nothing is added any more. It is back when this returns,
   * whoever has recalled it: who closes a consumer relies on that.
   */
  void recall() {
    waitingLock.lock();
    try {
      recalled = true;
      Delivery delivery = waiting.poll();
      while (delivery != null) {
        delivery.putBack();
        delivery = waiting.poll();
      }
    } finally {
      waitingLock.unlock();
    }
  }
}
