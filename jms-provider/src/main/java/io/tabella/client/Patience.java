package io.tabella.client;

import java.util.concurrent.TimeUnit;

/** How long a receive waits. Belongs to one thread. */
interface Patience {

  /**
   * Waits for a ring.
   *
   * @return false if it is time to give up
   */
  boolean awaitRing(Bell bell, long seen) throws InterruptedException;

  /** For as long as it takes. */
  static Patience endless() {
    return (bell, seen) -> {
      bell.awaitRingAfter(seen);
      return true;
    };
  }

  /** Not at all. */
  static Patience none() {
    return (bell, seen) -> false;
  }

  /** As the receive methods want it: 0 without end; less than 0 not at all. */
  static Patience ofTimeout(long millis) {
    if (millis < 0) {
      return none();
    }
    return millis == 0 ? endless() : ofMillis(millis);
  }

  /** For a number of milliseconds from now. */
  static Patience ofMillis(long millis) {
    long begin = System.nanoTime();
    long nanos = TimeUnit.MILLISECONDS.toNanos(millis);
    return (bell, seen) -> bell.awaitRingAfter(seen, nanos - (System.nanoTime() - begin));
  }
}
