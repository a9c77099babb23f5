package io.tabella.engine.dispatch;

import io.tabella.engine.lease.EntryIds;
import io.tabella.store.EntryKey;
import io.tabella.store.ScanStart;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Where the next scan of a queue starts, by rank. Guarded by the dispatcher's lock.
 *
 * <p>A mark stays behind the time of the scan by a margin: an entry gets its id as it is written,
 * and becomes visible when its batch commits. An entry of another node that takes longer is found
 * by a scan from the beginning, perhaps after younger ones of its session; so the margin is longer
 * than a database's commit usually stalls.
 */
final class LowWaterMarks {

  private static final long MARGIN_MILLIS = 2_000;
  private static final long SHORTEST_INTERVAL = TimeUnit.SECONDS.toNanos(1);
  private static final long LONGEST_INTERVAL = TimeUnit.SECONDS.toNanos(10);

  /** A scan from the beginning may take one part in so many of the time. */
  private static final long PART_OF_TIME = 50;

  private final long queue;
  private final long[] after = new long[ScanStart.RANKS];

  /** How far marks were lowered since the scan under way began, which has not seen why. */
  private final long[] lowered = new long[ScanStart.RANKS];

  private long nextFull;

  LowWaterMarks(long queue, long now) {
    this.queue = queue;
    this.nextFull = now;
    Arrays.fill(lowered, Long.MAX_VALUE);
  }

  /** A scan begins at a time of this JVM: where to start. */
  ScanStart scanBegins(boolean fromBeginning, long now) {
    Arrays.fill(lowered, Long.MAX_VALUE);
    return fromBeginning || now - nextFull >= 0
        ? ScanStart.ofBeginning(queue)
        : new ScanStart(queue, after.clone());
  }

  /**
   * The scan that has just begun starts at the beginning and leaves entries where they are, so the
   * next ones have to go on from wherever it comes to.
   */
  void startOver() {
    Arrays.fill(after, 0);
  }

  /** The next scan starts at the beginning. */
  void reset() {
    Arrays.fill(after, 0);
    Arrays.fill(lowered, 0);
  }

  /** Entries of this node have become visible, perhaps late. */
  void lowerTo(List<EntryKey> keys) {
    for (EntryKey key : keys) {
      lower(key.rank(), key.id() - 1);
    }
  }

  private void lower(int rank, long id) {
    after[rank] = Math.min(after[rank], id);
    lowered[rank] = Math.min(lowered[rank], id);
  }

  /**
   * A scan has ended.
   *
   * @param last the last entry it came by; null if there was none
   * @param full whether it stopped at a limit
   * @param begunAt the database's time when it began, in milliseconds
   */
  void scanned(@Nullable EntryKey last, boolean full, long begunAt) {
    long floor = EntryIds.floor(begunAt - MARGIN_MILLIS);
    int passed = ScanStart.RANKS;
    if (full && last != null) {
      passed = last.rank();
      raise(passed, Math.min(last.id(), floor));
    } else if (full) {
      passed = 0;
    }
    for (int rank = 0; rank < passed; rank++) {
      raise(rank, floor);
    }
  }

  private void raise(int rank, long id) {
    after[rank] = Math.max(after[rank], Math.min(id, lowered[rank]));
  }

  /** A scan from the beginning took so long; by this the next one is put off. */
  void scannedFromBeginning(long now, long took) {
    long interval = Math.max(SHORTEST_INTERVAL, took * PART_OF_TIME);
    nextFull = now + Math.min(LONGEST_INTERVAL, interval);
  }
}
