package io.tabella.client;

import jakarta.jms.IllegalStateException;
import jakarta.jms.JMSException;
import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The asynchronous sends of a session that are not complete: each is here until its listener has
 * returned. Listeners are called in the order of the sends, one at a time, by the thread that runs
 * the session's other listeners. Jakarta Messaging 3.1, 7.3. For all threads.
 */
final class AsynchronousSends implements ListenerDispatch.Turn {

  private static final System.Logger LOG = System.getLogger(AsynchronousSends.class.getName());

  private final ReentrantLock sendsLock = new ReentrantLock();
  private final Condition changed = sendsLock.newCondition();
  private final Deque<AsynchronousSend> incomplete = new ArrayDeque<>();
  private final Bell bell;
  private volatile @Nullable Thread caller;
  private boolean closed;

  /**
   * None yet.
   *
   * @param bell rung when a listener is to be called
   */
  AsynchronousSends(Bell bell) {
    this.bell = bell;
  }

  /** How a message goes out. */
  interface HandOver {

    /** Hands it over; what it returns completes on a thread that must not wait. */
    CompletionStage<Void> submit() throws JMSException;
  }

  /**
   * Sends, and returns before it is known how that ends.
   *
   * @throws IllegalStateException if the producer or the session is being closed
   * @throws JMSException if nothing was handed over; the listener is not told then
   */
  void submit(AsynchronousSend send, HandOver handOver) throws JMSException {
    begin(send);
    CompletionStage<Void> done;
    try {
      done = handOver.submit();
    } catch (JMSException | RuntimeException | Error e) {
      remove(send);
      throw e;
    }
    done.whenComplete((nothing, failure) -> end(send, failure));
  }

  /** Before it is handed over: the order here is that of the lane. */
  private void begin(AsynchronousSend send) throws IllegalStateException {
    sendsLock.lock();
    try {
      if (closed || send.producer().isClosing()) {
        throw new IllegalStateException(
            "This producer is being closed with the asynchronous sends that it had; a"
                + " CompletionListener that sends has to expect that.",
            "CLOSED");
      }
      incomplete.add(send);
    } finally {
      sendsLock.unlock();
    }
  }

  private void end(AsynchronousSend send, @Nullable Throwable failure) {
    send.end(failure);
    signal();
    bell.ring();
  }

  private void signal() {
    sendsLock.lock();
    try {
      changed.signalAll();
    } finally {
      sendsLock.unlock();
    }
  }

  private void remove(AsynchronousSend send) {
    sendsLock.lock();
    try {
      incomplete.remove(send);
      changed.signalAll();
    } finally {
      sendsLock.unlock();
    }
  }

  // Calling listeners, which is for the thread that runs the session's listeners.

  /** Calls the listener of the first send, if that has ended. */
  @Override
  public boolean deliver() {
    AsynchronousSend first = firstIfEnded();
    if (first == null) {
      return false;
    }
    call(first);
    return true;
  }

  private @Nullable AsynchronousSend firstIfEnded() {
    sendsLock.lock();
    try {
      AsynchronousSend first = incomplete.peek();
      return first != null && first.hasEnded() ? first : null;
    } finally {
      sendsLock.unlock();
    }
  }

  private void call(AsynchronousSend send) {
    caller = Thread.currentThread();
    try {
      send.tell();
    } catch (RuntimeException | Error e) {
      LOG.log(Level.WARNING, "completion listener failed", e);
    } finally {
      caller = null;
      remove(send);
    }
  }

  /**
   * Refuses what would wait for the listener that calls it.
   *
   * @param what whose method it is: "session"
   */
  void refuseInListener(String method, String what) throws IllegalStateException {
    if (caller == Thread.currentThread()) {
      throw JmsConnection.refusedInListener(method, what);
    }
  }

  // Waiting until they are complete.

  /** From now on no send begins. Returns when all are complete. */
  void close() {
    sendsLock.lock();
    try {
      closed = true;
    } finally {
      sendsLock.unlock();
    }
    awaitNone(send -> true);
  }

  /** Waits until none of a kind is left, while another thread calls the listeners. */
  void awaitNone(Predicate<AsynchronousSend> kind) {
    sendsLock.lock();
    try {
      while (incomplete.stream().anyMatch(kind)) {
        changed.awaitUninterruptibly();
      }
    } finally {
      sendsLock.unlock();
    }
  }

  /** The same for the thread that calls the listeners: nobody else would. */
  void callUntilNone(Predicate<AsynchronousSend> kind) {
    AsynchronousSend first = awaitFirst(kind);
    while (first != null) {
      call(first);
      first = awaitFirst(kind);
    }
  }

  /** The first, when it has ended; null if none of the kind is left. */
  private @Nullable AsynchronousSend awaitFirst(Predicate<AsynchronousSend> kind) {
    sendsLock.lock();
    try {
      while (incomplete.stream().anyMatch(kind)) {
        AsynchronousSend first = incomplete.element();
        if (first.hasEnded()) {
          return first;
        }
        changed.awaitUninterruptibly();
      }
      return null;
    } finally {
      sendsLock.unlock();
    }
  }
}
