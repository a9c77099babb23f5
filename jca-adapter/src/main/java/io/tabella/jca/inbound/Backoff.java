package io.tabella.jca.inbound;

import java.util.concurrent.ThreadLocalRandom;

/** Pauses between attempts: doubling, up to a limit, a little at random. Belongs to one thread. */
final class Backoff {

  private static final long FIRST_MILLIS = 500;
  private static final long LONGEST_MILLIS = 30_000;

  private long pause = FIRST_MILLIS;

  /** How long to wait now, in milliseconds: three quarters of the pause, or more. */
  long next() {
    long now = pause;
    pause = Math.min(LONGEST_MILLIS, 2 * pause);
    return now - ThreadLocalRandom.current().nextLong(now / 4);
  }

  boolean isFirst() {
    return pause == FIRST_MILLIS;
  }

  void reset() {
    pause = FIRST_MILLIS;
  }
}
