package io.tabella.engine.join;

import java.util.concurrent.TimeUnit;

/** How often a caller's transaction is looked at: the longer it lasts, the more rarely. */
final class Pace {

  static final long SHORTEST_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
  static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(1);

  private Pace() {}

  /** Until the next look at one of an age, in nanoseconds. */
  static long pauseAt(long age) {
    return Math.max(SHORTEST_NANOS, Math.min(LONGEST_NANOS, age / 2));
  }
}
