package io.tabella.jca.inbound;

import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The thread that is in a bean's code: it may be interrupted there, and nowhere else. Neither the
 * end of the transaction nor what the container does next with its thread must be hit. For all
 * threads.
 */
final class BeanThread {

  private final ReentrantLock threadLock = new ReentrantLock();
  private @Nullable Thread thread;
  private boolean interrupted;

  /** The calling thread is about to call the bean. */
  void enter() {
    threadLock.lock();
    try {
      thread = Thread.currentThread();
      interrupted = false;
    } finally {
      threadLock.unlock();
    }
  }

  /** The calling thread has called the bean. */
  void leave() {
    threadLock.lock();
    try {
      thread = null;
      if (interrupted) {
        boolean unused = Thread.interrupted();
      }
    } finally {
      threadLock.unlock();
    }
  }

  /** Interrupts the thread, if it is in the bean. */
  void interrupt() {
    threadLock.lock();
    try {
      if (thread != null) {
        thread.interrupt();
        interrupted = true;
      }
    } finally {
      threadLock.unlock();
    }
  }
}
