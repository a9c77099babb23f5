package io.tabella.engine.dispatch;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.Lock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Collects under the lock who has to look, and tells them after it. Used once, by one thread. */
final class Signals {

  private final List<QueueReader> readers = new ArrayList<>(1);
  private @Nullable ClaimLoop claims;

  /** A step under a lock; whom it wants to wake is woken after it. */
  static <T extends @Nullable Object> T locked(Lock lock, Function<Signals, T> step) {
    Signals signals = new Signals();
    T result;
    lock.lock();
    try {
      result = step.apply(signals);
    } finally {
      lock.unlock();
    }
    signals.send();
    return result;
  }

  /** The first of those that wait, up to so many, wait no more and will look. */
  void wake(Set<QueueReader> waiting, int count) {
    Iterator<QueueReader> first = waiting.iterator();
    for (int i = 0; i < count && first.hasNext(); i++) {
      readers.add(first.next());
      first.remove();
    }
  }

  void scan(boolean wanted, ClaimLoop loop) {
    if (wanted) {
      claims = loop;
    }
  }

  void send() {
    readers.forEach(QueueReader::look);
    if (claims != null) {
      claims.request();
    }
  }
}
