package io.tabella.engine.dispatch;

import java.util.concurrent.TimeUnit;

/** When to look into the database without a signal: soon while there is traffic, else seldom. */
final class PollPace {

  private static final long REST = TimeUnit.SECONDS.toNanos(1);
  private static final long QUICK = TimeUnit.MILLISECONDS.toNanos(10);

  private final long idle;
  private long interval = QUICK;
  private long next;

  PollPace(long idleNanos, long now) {
    this.idle = idleNanos;
    this.next = now;
  }

  boolean isDue(long now) {
    return now - next >= 0;
  }

  long nanosLeft(long now) {
    return Math.max(0, next - now);
  }

  /** Something is wrong with this queue: look again in a while. */
  void rest(long now) {
    next = now + REST;
  }

  void looked(boolean found, long now) {
    interval = found ? Math.min(QUICK, idle) : Math.min(idle, interval * 2);
    next = now + interval;
  }
}
