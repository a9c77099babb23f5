package io.tabella.engine.log;

import io.tabella.store.Range;
import java.util.Collection;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Whether branches of global transactions may hold messages of a subscription, so that it is worth
 * a look into the database what became of them. Each is a range of its own, which belongs to its
 * branch and keeps the message in the log: it goes when that is committed, and nobody has it any
 * more when that is rolled back. For all threads.
 */
final class InBranches {

  /** One of them may have begun before the branch was stored. */
  private static final int LOOKS = 2;

  private final AtomicInteger looksLeft = new AtomicInteger();

  /** A branch holds one. */
  void add() {
    looksLeft.set(LOOKS);
  }

  boolean isAny() {
    return looksLeft.get() > 0;
  }

  /** What the subscription's ranges were at a look; those that nobody has are still to be taken. */
  void seen(Collection<Range> ranges) {
    if (ranges.stream().anyMatch(range -> range.owner() <= Range.FREE)) {
      add();
    } else {
      looksLeft.updateAndGet(left -> Math.max(0, left - 1));
    }
  }
}
