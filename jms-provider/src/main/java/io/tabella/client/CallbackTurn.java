package io.tabella.client;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Whose turn it is to run a session's callbacks, one thread at a time: the session's own, or that
 * of an application server. It is not a lock: callbacks may ask whether it is theirs, and nothing
 * of the session waits for it but other callbacks. For all threads.
 */
final class CallbackTurn {

  private final ReentrantLock ownerLock = new ReentrantLock();
  private final Condition over = ownerLock.newCondition();
  private volatile @Nullable Thread owner;
  private volatile boolean delivering;

  /** Waits for the turn of the calling thread; it is ended with {@link #end()}. */
  void begin() {
    ownerLock.lock();
    try {
      while (owner != null) {
        over.awaitUninterruptibly();
      }
      owner = Thread.currentThread();
    } finally {
      ownerLock.unlock();
    }
  }

  /** Ends the turn of the calling thread. */
  void end() {
    ownerLock.lock();
    try {
      owner = null;
      over.signal();
    } finally {
      ownerLock.unlock();
    }
  }

  /** Whether the caller is a callback of this session. */
  boolean isMine() {
    return owner == Thread.currentThread();
  }

  /** For the thread whose turn it is: a message is about to be delivered, or was. */
  void delivering(boolean now) {
    delivering = now;
  }

  /** Whether the caller is a callback of this session in the midst of a message's delivery. */
  boolean isDelivering() {
    return isMine() && delivering;
  }
}
