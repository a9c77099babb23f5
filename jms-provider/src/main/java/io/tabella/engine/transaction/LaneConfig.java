package io.tabella.engine.transaction;

import java.time.Duration;

/**
 * How lanes work.
 *
 * @param owner the node
 * @param storeTimeout how long a unit of work is tried while the database cannot be reached
 * @param batchRows rows of one database transaction, unless one unit has more
 * @param batchBytes bytes of one database transaction, unless one unit has more
 */
public record LaneConfig(long owner, Duration storeTimeout, int batchRows, long batchBytes) {

  private static final int ROWS = 1_000;
  private static final long BYTES = 8L << 20;

  /** Room for this many full batches may wait before senders are held up. */
  private static final int BATCHES_WAITING = 8;

  /** The sizes that the benchmark found good. */
  public static LaneConfig of(long owner, Duration storeTimeout) {
    return new LaneConfig(owner, storeTimeout, ROWS, BYTES);
  }

  WaitingUnits.Bounds batch() {
    return new WaitingUnits.Bounds(batchRows, batchBytes);
  }

  WaitingUnits.Bounds room() {
    return new WaitingUnits.Bounds(
        (long) batchRows * BATCHES_WAITING, batchBytes * BATCHES_WAITING);
  }
}
