package io.tabella.engine.transaction;

import java.util.concurrent.TimeUnit;

/**
 * When a lane begins its next batch: whose units are worth a moment's waiting. Belongs to the
 * lane's thread.
 *
 * <p>Those who waited for a commit come back all at once, a little after it. A lane that began with
 * the first of them would leave the others to the batch after, and commit twice as often. And an
 * acknowledgement that nobody waits for needs no commit of its own while senders come and go
 * (docs/decisions/0014).
 */
final class Gathering {

  /** How long units may wait that nobody waits for. */
  private static final long LAZY_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

  /** So many of them are worth a commit of their own. */
  private static final int LAZY_UNITS = 64;

  private static final long LONGEST_NANOS = TimeUnit.MICROSECONDS.toNanos(500);
  private static final int PART_OF_BATCH = 4;
  private static final long UNTIL_SIGNALLED = Long.MAX_VALUE;

  private int expected;
  private long freeSince;
  private long patienceNanos;

  /**
   * How long to wait for more units before a batch begins.
   *
   * @return 0 to begin now
   */
  long nanosToWait(WaitingUnits.Census waiting, long now) {
    if (waiting.closed() || waiting.urgent() >= Math.max(1, expected)) {
      return waiting.isEmpty() ? UNTIL_SIGNALLED : 0;
    }
    if (waiting.urgent() > 0) {
      return Math.max(0, freeSince + patienceNanos - now);
    }
    if (waiting.isEmpty()) {
      return UNTIL_SIGNALLED;
    }
    return waiting.lazy() >= LAZY_UNITS ? 0 : Math.max(0, waiting.oldestAt() + LAZY_NANOS - now);
  }

  /** A batch has ended in which so many units were waited for, and which took so long. */
  void ended(int urgent, long tookNanos, long now) {
    // A batch without them says nothing about how many come back.
    expected = urgent == 0 ? expected : urgent;
    patienceNanos = Math.min(LONGEST_NANOS, tookNanos / PART_OF_BATCH);
    freeSince = now;
  }
}
