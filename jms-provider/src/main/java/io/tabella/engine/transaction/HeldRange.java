package io.tabella.engine.transaction;

import io.tabella.store.Range;
import io.tabella.store.RangeKey;
import java.util.BitSet;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A range that this node has, and what of it is acknowledged in the database. All acknowledgements
 * in it go through one lane, to whose thread the bits belong; the rest never changes.
 */
public final class HeldRange {

  private final RangeKey key;
  private final long last;
  private final boolean suspect;
  private final AtomicInteger out = new AtomicInteger();
  private BitSet stored;
  private volatile boolean finished;

  /** A range as it was opened or taken. */
  public HeldRange(Range range) {
    this.key = range.key();
    this.last = range.last();
    this.suspect = range.suspect();
    this.stored = BitSet.valueOf(range.acknowledged());
  }

  public RangeKey key() {
    return key;
  }

  /** The number of its last message; it may lie above what is published. */
  public long last() {
    return last;
  }

  /** Whether it was taken from a dead node. */
  public boolean suspect() {
    return suspect;
  }

  /** One of its messages goes into somebody's hands. */
  public void handedOut() {
    out.incrementAndGet();
  }

  /** One comes back, or its acknowledgement is stored. */
  public void settled() {
    out.decrementAndGet();
  }

  /** Its last message was in somebody's hands, whose transaction has removed the row. */
  public void removed() {
    finished = true;
    settled();
  }

  /** Whether messages of it are in somebody's hands, or their acknowledgements on their way. */
  public boolean isOut() {
    return out.get() > 0;
  }

  /** Whether all of it is acknowledged, and its row gone. */
  public boolean isFinished() {
    return finished;
  }

  int bit(long seq) {
    return Math.toIntExact(seq - key.first());
  }

  BitSet stored() {
    return stored;
  }

  void stored(BitSet bits) {
    stored = bits;
    finished = isFull(bits);
  }

  boolean isFull(BitSet bits) {
    return bits.cardinality() == bit(last) + 1;
  }
}
