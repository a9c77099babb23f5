package io.tabella.engine.dispatch;

import io.tabella.store.EntryKey;
import io.tabella.store.ScanStart;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Where the next scan of a queue starts, and how much it takes. Guarded by the desk's lock.
 *
 * <p>A scan that takes all it comes by finds the next part of the queue by itself. One that selects
 * leaves the rest where it is, so it goes through the queue in parts: each begins where the last
 * one stopped, until the end is reached.
 */
final class ScanPlan {

  private final BooleanSupplier takesAll;
  private final LowWaterMarks marks;
  private final ClaimSize size;
  private @Nullable ScanRoom nextPart;

  ScanPlan(BooleanSupplier takesAll, long queue, int largest, long now) {
    this.takesAll = takesAll;
    this.marks = new LowWaterMarks(queue, now);
    this.size = new ClaimSize(largest, now);
  }

  /** How many entries a scan takes at present. */
  int entries() {
    return size.entries();
  }

  /**
   * A scan begins.
   *
   * @param token of the gate; that of its first part counts for all of them
   * @param entries how many there is room for
   * @param bytes and so many bytes
   */
  ScanRoom begin(
      boolean fromBeginning, HandOffGate.Token token, int entries, long bytes, long now) {
    size.scanBegins(now);
    int wanted = Math.min(size.entries(), entries);
    ScanStart start = marks.scanBegins(fromBeginning, now);
    ScanRoom part = nextPart;
    if (part != null) {
      return new ScanRoom(part.token(), part.start(), wanted, bytes);
    }
    if (!takesAll.getAsBoolean() && start.isBeginning()) {
      marks.startOver();
    }
    return new ScanRoom(token, start, wanted, bytes);
  }

  /**
   * A scan has ended that began at a time of the database's clock, and took so many nanoseconds.
   */
  void ended(ScanRoom scan, Found found, long begunAt, long took, long now) {
    size.scanEnds(found.full());
    marks.lowerTo(found.deferred());
    marks.scanned(found.last(), found.full(), begunAt);
    if (scan.start().isBeginning()) {
      marks.scannedFromBeginning(now, took);
    }
    EntryKey last = found.last();
    nextPart =
        takesAll.getAsBoolean() || !found.full() || last == null
            ? null
            : new ScanRoom(scan.token(), scan.start().above(last), 0, 0);
  }

  /** Entries are visible that a scan may have passed. */
  void lowerTo(List<EntryKey> keys) {
    marks.lowerTo(keys);
  }

  /** Other entries may be visible anywhere: the next scan starts at the beginning. */
  void startOver() {
    marks.reset();
    nextPart = null;
  }
}
