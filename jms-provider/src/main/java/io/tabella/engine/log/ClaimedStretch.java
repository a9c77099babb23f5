package io.tabella.engine.log;

import io.tabella.engine.transaction.EntriesLostException;
import io.tabella.engine.transaction.HeldRange;
import io.tabella.engine.transaction.UnitOfWork;
import io.tabella.store.LoggedMessage;
import io.tabella.store.Range;
import io.tabella.store.Subscriptions.Released;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/** A range that this node has claimed. For all threads. */
final class ClaimedStretch implements Stretch {

  private final Range claimed;
  private final HeldRange held;
  private final long node;
  private final BitSet delivered;

  /** What is counted when a message of it is delivered for the first time. */
  private final int suspicion;

  /** How often deliveries of open messages have failed. Guarded by {@link #delivered}. */
  private final Map<Long, Integer> failures = new HashMap<>(0);

  ClaimedStretch(Range claimed, long node) {
    this.claimed = claimed;
    this.held = new HeldRange(claimed);
    this.node = node;
    this.delivered = BitSet.valueOf(claimed.delivered());
    this.suspicion = claimed.suspect() ? 1 : 0;
    if (claimed.attempts() > 0 && !claimed.isAcknowledged(claimed.probed())) {
      failures.put(claimed.probed(), claimed.attempts() + suspicion);
    }
  }

  HeldRange held() {
    return held;
  }

  @Override
  public long last() {
    return held.last();
  }

  /** As it was when this node got it: what was acknowledged since is not asked for again. */
  @Override
  public boolean isAcknowledged(long seq) {
    return claimed.isAcknowledged(seq);
  }

  @Override
  public boolean isSuspect() {
    return claimed.suspect();
  }

  @Override
  public int attempts(long seq) {
    int known = claimed.isDelivered(seq) ? 1 : 0;
    return claimed.probed() == seq ? Math.max(known, claimed.attempts()) : known;
  }

  @Override
  public void acknowledge(UnitOfWork unit, long seq) {
    unit.mark(held, seq);
    synchronized (delivered) {
      if (failures.containsKey(seq)) {
        unit.whenCommitted(() -> settled(seq));
      }
    }
  }

  private void settled(long seq) {
    synchronized (delivered) {
      failures.remove(seq);
    }
  }

  @Override
  public void skip(UnitOfWork unit, long seq) {
    unit.skip(held, seq);
  }

  @Override
  public void recount(UnitOfWork unit, long seq, int failed) {
    if (claimed.suspect()) {
      unit.also(
          transaction -> {
            if (!transaction.subscriptions().probe(held.key(), node, seq, failed)) {
              throw new EntriesLostException(1, 0);
            }
          });
    }
  }

  @Override
  public void handedOut(LoggedMessage message) {
    held.handedOut();
  }

  @Override
  public void cameBack(long seq, int failed) {
    held.settled();
    if (failed > 0) {
      synchronized (delivered) {
        if (suspicion == 0) {
          delivered.set(bit(seq));
        }
        failures.put(seq, failed);
      }
    }
  }

  /** Its row keeps the sweeper away. */
  @Override
  public long lowestAtRisk() {
    return Long.MAX_VALUE;
  }

  /**
   * To be given back. Of several messages that fail the row keeps one count, the highest: that one
   * is given up in the end, and then the next one's is kept. It stays suspect, so whoever takes it
   * counts the suspicion again: it is left out.
   */
  Released released() {
    synchronized (delivered) {
      return failures.entrySet().stream()
          .max(Map.Entry.comparingByValue())
          .map(worst -> released(worst.getKey(), worst.getValue()))
          .orElseGet(() -> released(0, 0));
    }
  }

  private Released released(long worst, int failed) {
    return new Released(
        held.key(), delivered.toByteArray(), worst, Math.max(0, failed - suspicion));
  }

  private int bit(long seq) {
    return Math.toIntExact(seq - held.key().first());
  }
}
