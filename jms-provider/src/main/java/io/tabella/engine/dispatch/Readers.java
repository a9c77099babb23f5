package io.tabella.engine.dispatch;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The active readers of a queue: how many, which of them wait, and when one looked last. Guarded by
 * the dispatcher's lock.
 */
final class Readers {

  private final Set<QueueReader> waiting = new LinkedHashSet<>();
  private final long holdNanos;
  private int active;
  private long lastLook;

  /**
   * Nobody yet.
   *
   * @param hold how long after a look the next one is expected
   */
  Readers(Duration hold, long now) {
    this.holdNanos = hold.toNanos();
    this.lastLook = now - holdNanos;
  }

  void activated() {
    active++;
  }

  void deactivated() {
    active--;
  }

  boolean isAnyActive() {
    return active > 0;
  }

  /** How many have found nothing, and will be told. */
  int waiting() {
    return waiting.size();
  }

  /** Whether one of them would take a message soon. */
  boolean areHungry(long now) {
    return active > 0 && (!waiting.isEmpty() || now - lastLook < holdNanos);
  }

  /** One has looked and found nothing: it will be told. */
  void waits(QueueReader reader, long now) {
    lastLook = now;
    waiting.add(reader);
  }

  /** One has looked and taken what it found. */
  void takes(QueueReader reader, long now) {
    lastLook = now;
    waiting.remove(reader);
  }

  /**
   * One does not wait any more.
   *
   * @return false if it did not wait, so that it may have been told before
   */
  boolean leaves(QueueReader reader) {
    return waiting.remove(reader);
  }

  /** The first of those that wait will be told. They have looked until now, and get time to. */
  void wake(int count, long now, Signals signals) {
    if (!waiting.isEmpty()) {
      lastLook = now;
      signals.wake(waiting, count);
    }
  }

  void wakeAll(Signals signals) {
    signals.wake(waiting, waiting.size());
  }
}
