package io.tabella.engine.log;

import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The readers of a subscriber: how many are active, which of them wait, and when one looked last.
 * Guarded by the subscriber's lock.
 */
final class WaitingReaders {

  private final Set<SubscriberReader> waiting = new LinkedHashSet<>();
  private long lastLook;

  WaitingReaders(long now) {
    lastLook = now;
  }

  /** One has looked and found nothing: it will be told. */
  void waits(SubscriberReader reader, long now) {
    lastLook = now;
    waiting.add(reader);
  }

  /** One has looked and taken what it found. */
  void takes(SubscriberReader reader, long now) {
    lastLook = now;
    waiting.remove(reader);
  }

  /** One does not wait any more; false if it did not, so that it may have been told before. */
  boolean leaves(SubscriberReader reader) {
    return waiting.remove(reader);
  }

  /** Whether one of them would take a message soon. */
  boolean areHungry(long now, long holdNanos) {
    return !waiting.isEmpty() || now - lastLook < holdNanos;
  }

  void wakeAll(Signals signals) {
    wake(waiting.size(), signals);
  }

  /** The first of those that wait, up to so many, wait no more and will look. */
  void wake(int count, Signals signals) {
    Iterator<SubscriberReader> first = waiting.iterator();
    for (int i = 0; i < count && first.hasNext(); i++) {
      signals.wake(first.next());
      first.remove();
    }
  }
}
