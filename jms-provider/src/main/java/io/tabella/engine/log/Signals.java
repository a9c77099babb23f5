package io.tabella.engine.log;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Lock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Collects under a lock which readers have to look, and tells them after it. Used once. */
final class Signals {

  private final List<SubscriberReader> readers = new ArrayList<>(1);

  static <T extends @Nullable Object> T guarded(Lock lock, Function<Signals, T> step) {
    Signals signals = new Signals();
    T result;
    lock.lock();
    try {
      result = step.apply(signals);
    } finally {
      lock.unlock();
    }
    signals.readers.forEach(SubscriberReader::look);
    return result;
  }

  void wake(SubscriberReader reader) {
    readers.add(reader);
  }
}
