package io.tabella.store.jdbc;

import io.tabella.store.Branches.Received;
import io.tabella.store.Range;
import io.tabella.store.RangeKey;
import io.tabella.store.StoreRejectedException;
import io.tabella.store.jdbc.sql.Transaction;
import io.tabella.store.jdbc.table.SubscriptionRangeTable;
import java.util.BitSet;
import java.util.function.Predicate;

/** Ranges of single messages that transactions have received. Belongs to one thread. */
final class LoneRanges {

  /** As many bits as a range's row has. */
  private static final int LONGEST_RANGE = 8_192;

  private final Transaction transaction;
  private final SubscriptionRangeTable table;

  LoneRanges(Transaction transaction, SubscriptionRangeTable table) {
    this.transaction = transaction;
    this.table = table;
  }

  /**
   * A range in which all but the last message, this one, is acknowledged. It begins with this one,
   * or further below where another range begins there: the one that the message comes from may.
   *
   * @param reserved keys that it does not get
   */
  Range open(long owner, Received message, Predicate<RangeKey> reserved) {
    for (int below = 0; below < LONGEST_RANGE; below++) {
      Range range = rangeOf(owner, message, below);
      // One that a caller's transaction has removed is there until that ends, and an insert waits.
      if (!reserved.test(range.key())
          && !table.isThere(transaction, range.key())
          && table.insertUnlessThere(transaction, range)) {
        return range;
      }
    }
    throw new StoreRejectedException(
        "too many transactions hold messages of subscription " + message.subscription(), null);
  }

  private static Range rangeOf(long owner, Received message, int below) {
    BitSet acknowledged = new BitSet();
    acknowledged.set(0, below);
    BitSet delivered = new BitSet();
    delivered.set(below);
    return new Range(
        new RangeKey(message.subscription(), message.log(), message.seq() - below),
        message.seq(),
        owner,
        false,
        message.seq(),
        message.attempts() + 1,
        acknowledged.toByteArray(),
        delivered.toByteArray());
  }
}
