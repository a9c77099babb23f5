package io.tabella.store;

import java.util.Arrays;

/**
 * Where a scan of a queue starts: for each rank the id above which it looks (its low-water mark).
 * It keeps scans from wading through rows that are deleted and not yet purged.
 *
 * @param after ten ids, by rank; 0 from the beginning
 */
public record ScanStart(long queue, long[] after) {

  /** How many ranks there are. */
  public static final int RANKS = 10;

  /** A scan from the beginning. */
  public static ScanStart ofBeginning(long queue) {
    return new ScanStart(queue, new long[RANKS]);
  }

  /** The same scan behind a key that it has come by. */
  public ScanStart above(EntryKey key) {
    long[] marks = after.clone();
    Arrays.fill(marks, 0, key.rank(), Long.MAX_VALUE);
    marks[key.rank()] = key.id();
    return new ScanStart(queue, marks);
  }

  /** Whether no rank has a mark. */
  public boolean isBeginning() {
    for (long id : after) {
      if (id != 0) {
        return false;
      }
    }
    return true;
  }
}
