package io.tabella.engine.transaction;

import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/** What a lane has done since it started. Written by the lane, read by all threads. */
public final class LaneFigures {

  private final LongAdder batches = new LongAdder();
  private final LongAdder units = new LongAdder();
  private final LongAdder sends = new LongAdder();
  private final LongAdder acknowledgements = new LongAdder();
  private final LongAdder duplicates = new LongAdder();
  private final LongAdder retries = new LongAdder();
  private final LongAdder divisions = new LongAdder();

  /** Database commits. */
  public long batches() {
    return batches.sum();
  }

  /** Units of work committed; by {@link #batches()} it is how many share a commit. */
  public long units() {
    return units.sum();
  }

  /** Messages sent. */
  public long sends() {
    return sends.sum();
  }

  /** Messages that were left out of {@link #sends()}, because they had been sent before. */
  public long duplicates() {
    return duplicates.sum();
  }

  /** Messages acknowledged. */
  public long acknowledgements() {
    return acknowledgements.sum();
  }

  /** Batches written again after a conflict or while the database was away. */
  public long retries() {
    return retries.sum();
  }

  /** Batches that were split because one unit was refused. */
  public long divisions() {
    return divisions.sum();
  }

  void committed(List<UnitOfWork> batch, int leftOut) {
    duplicates.add(leftOut);
    sends.add(-leftOut);
    batches.increment();
    units.add(batch.size());
    for (UnitOfWork unit : batch) {
      sends.add(unit.sends().size() + unit.publishes().size() + unit.stages().size());
      acknowledgements.add(unit.acknowledgements().size() + unit.marks().size());
    }
  }

  void retried() {
    retries.increment();
  }

  void divided() {
    divisions.increment();
  }
}
