package io.tabella.engine.lease;

import io.tabella.store.StoreUnavailableException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Makes ids: milliseconds, slot, counter in one positive 64-bit number, always growing. For all
 * threads.
 *
 * <pre>
 *   0 | 42 bits: milliseconds since 1970 (until 2109) | 10 bits: slot | 11 bits: counter
 * </pre>
 *
 * <p>When a millisecond's 2,048 ids are used up the next millisecond is begun early: ids order
 * messages, they do not tell the time.
 */
public final class EntryIds {

  private static final int COUNTER_BITS = 11;
  private static final int SLOT_BITS = 10;
  private static final int MILLIS_SHIFT = COUNTER_BITS + SLOT_BITS;
  private static final long COUNTER_MASK = (1L << COUNTER_BITS) - 1;

  private final StoreClock clock;
  private final long slotBits;
  private final AtomicLong last;
  private volatile long limit;

  /**
   * Ids of a slot.
   *
   * @param above ids up to here may have been used by a predecessor
   * @param limit ids above this may not be used before the slot's row says so
   */
  EntryIds(StoreClock clock, int slot, long above, long limit) {
    this.clock = clock;
    this.slotBits = (long) slot << COUNTER_BITS;
    this.last = new AtomicLong(above);
    this.limit = limit;
  }

  /** The lowest id that any node can make at a time. */
  public static long floor(long millis) {
    return millis << MILLIS_SHIFT;
  }

  /**
   * The next id.
   *
   * @throws StoreUnavailableException if the lease was not renewed for so long that a successor
   *     could not know of this id
   */
  public long next() {
    long id = last.updateAndGet(this::successor);
    if (id > limit) {
      throw new StoreUnavailableException(
          "no id may be used until the node's lease is renewed; the database does not answer",
          null);
    }
    return id;
  }

  /** The last id made, for the successor to start above. */
  public long last() {
    return last.get();
  }

  void extend(long newLimit) {
    limit = newLimit;
  }

  private long successor(long previous) {
    long fresh = floor(clock.now()) | slotBits;
    if (fresh > previous) {
      return fresh;
    }
    long counter = previous & COUNTER_MASK;
    long millis = previous >>> MILLIS_SHIFT;
    boolean ownSlot = (previous & ~COUNTER_MASK) == (floor(millis) | slotBits);
    return ownSlot && counter < COUNTER_MASK ? previous + 1 : floor(millis + 1) | slotBits;
  }
}
