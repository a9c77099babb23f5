package io.tabella.store;

/**
 * A stretch of a publisher's log that was claimed for a subscription, and what is acknowledged of
 * it.
 *
 * @param last the number of its last message; it may lie above what is published
 * @param owner the node that has it; {@link #FREE} if none has; {@link BranchRecord#ownerOf} a
 *     branch that has received its only open message
 * @param suspect whether it was taken from a dead node, which may have delivered any message of it
 * @param probed the message that was out alone when it was last heard of, or has failed most often
 *     of those that were given back; 0 if none
 * @param attempts how often the delivery of that one has failed
 * @param acknowledged a bit for each message from the first, least significant bit of the first
 *     byte first; bytes of zeros at the end may be left out
 * @param delivered the same for messages that were delivered and came back
 */
public record Range(
    RangeKey key,
    long last,
    long owner,
    boolean suspect,
    long probed,
    int attempts,
    byte[] acknowledged,
    byte[] delivered) {

  /** The owner of a range that no node has. */
  public static final long FREE = 0;

  /** A range that nothing was done with yet. */
  public static Range fresh(RangeKey key, long last, long owner) {
    return new Range(key, last, owner, false, 0, 0, new byte[0], new byte[0]);
  }

  /** Whether a message of it is acknowledged. */
  public boolean isAcknowledged(long seq) {
    return isSet(acknowledged, seq);
  }

  /** Whether a message of it was delivered and came back. */
  public boolean isDelivered(long seq) {
    return isSet(delivered, seq);
  }

  private boolean isSet(byte[] bits, long seq) {
    int bit = Math.toIntExact(seq - key.first());
    int place = bit >>> 3;
    return place < bits.length && (bits[place] & (1 << (bit & 7))) != 0;
  }

  /** The number of the first message that is not acknowledged; above the last if all are. */
  public long firstOpen() {
    long seq = key.first();
    while (seq <= last && isAcknowledged(seq)) {
      seq++;
    }
    return seq;
  }
}
