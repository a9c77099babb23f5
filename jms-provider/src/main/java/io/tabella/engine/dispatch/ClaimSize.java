package io.tabella.engine.dispatch;

import java.util.concurrent.TimeUnit;

/**
 * How many entries one scan takes: about what this node's consumers use up in a moment, so that a
 * slow node leaves the rest to the others. Guarded by the dispatcher's lock.
 */
final class ClaimSize {

  private static final int SMALLEST = 32;
  private static final long MOMENT = TimeUnit.MILLISECONDS.toNanos(250);
  private static final long LONG_TIME = TimeUnit.SECONDS.toNanos(1);

  private final int largest;
  private int size;
  private boolean lastWasFull;
  private long lastScan;

  ClaimSize(int largest, long now) {
    this.largest = largest;
    this.size = Math.min(SMALLEST, largest);
    this.lastScan = now;
  }

  int entries() {
    return size;
  }

  /** A scan begins because the last one's entries are nearly used up. */
  void scanBegins(long now) {
    long since = now - lastScan;
    if (lastWasFull && since < MOMENT) {
      size = Math.min(largest, size * 2);
    } else if (since > LONG_TIME) {
      size = Math.max(Math.min(SMALLEST, largest), size / 2);
    }
    lastScan = now;
  }

  void scanEnds(boolean full) {
    lastWasFull = full;
  }
}
