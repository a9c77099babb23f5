package io.tabella.engine.transaction;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/** How long to rest between attempts: at once, then twice as long each time, spread at random. */
public final class BackOff {

  private static final long FIRST = TimeUnit.MILLISECONDS.toNanos(5);
  private static final long LONGEST = TimeUnit.SECONDS.toNanos(1);

  private long next;

  /** Nanoseconds to rest before the next attempt. */
  public long nextNanos() {
    long base = next;
    next = Math.min(LONGEST, Math.max(FIRST, next * 2));
    return base == 0 ? 0 : base / 2 + ThreadLocalRandom.current().nextLong(base / 2 + 1);
  }

  /** It worked: begin anew. */
  public void reset() {
    next = 0;
  }
}
