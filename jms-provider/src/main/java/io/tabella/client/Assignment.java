package io.tabella.client;

import io.tabella.engine.delivery.Delivery;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
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

  /** Takes the next one, or null. */
  @Nullable Delivery next() {
    waitingLock.lock();
    try {
      return waiting.poll();
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

  /** Puts back what was not run, uncounted; nothing is added any more. */
  void recall() {
    takeAll().forEach(Delivery::putBack);
  }

  private List<Delivery> takeAll() {
    waitingLock.lock();
    try {
      recalled = true;
      List<Delivery> all = List.copyOf(waiting);
      waiting.clear();
      return all;
    } finally {
      waitingLock.unlock();
    }
  }
}
