package io.tabella.engine.dispatch;

import io.tabella.store.EntryKey;
import io.tabella.store.ScanStart;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Whether a scan of a queue is wanted, where it starts, and how much it takes. Guarded by the
 * desk's lock.
 *
 * <p>A scan that takes all it comes by finds the next part of the queue by itself. One that selects
 * leaves the rest where it is, so it goes through the queue in parts: each begins where the last
 * one stopped, until the end is reached.
 */
final class ScanPlan {

  private final BooleanSupplier takesAll;
  private final LowWaterMarks marks;
  private final ClaimSize size;
  private final HandOffGate gate;
  private final HeldEntries held;
  private boolean wanted;
  private @Nullable ScanRoom nextPart;

  ScanPlan(
      BooleanSupplier takesAll,
      LowWaterMarks marks,
      ClaimSize size,
      HandOffGate gate,
      HeldEntries held) {
    this.takesAll = takesAll;
    this.marks = marks;
    this.size = size;
    this.gate = gate;
    this.held = held;
  }

  /**
   * Whether to ask for a scan: that one is wanted, and has not been asked for.
   *
   * @param hungry whether a reader would take a message soon
   */
  boolean wants(BooleanSupplier hungry) {
    boolean ask = !wanted && !gate.isOpen() && hungry.getAsBoolean() && hasRoom();
    wanted |= ask;
    return ask;
  }

  /**
   * While lanes hand over directly there is always some room for a scan, for others' entries. Else
   * scans bring all there is, and must not take more than is used up soon.
   */
  private boolean hasRoom() {
    return held.room() > 0
        && held.roomBytes() > 0
        && (gate.isOpen() || held.size() <= size.entries() / 2);
  }

  /**
   * A scan begins; null if there is none to be made: nobody is hungry, or there is no room.
   *
   * @param hungry whether a reader would take a message soon
   */
  @Nullable ScanRoom begin(boolean hungry, boolean fromBeginning, long now) {
    wanted = false;
    return hungry && hasRoom() ? begin(fromBeginning, now) : null;
  }

  private ScanRoom begin(boolean fromBeginning, long now) {
    size.scanBegins(now);
    int entries = Math.min(size.entries(), held.room());
    ScanStart start = marks.scanBegins(fromBeginning, now);
    ScanRoom part = nextPart;
    if (part != null) {
      // The gate's token of the first part counts for all of them.
      return new ScanRoom(part.token(), part.start(), entries, held.roomBytes());
    }
    if (!takesAll.getAsBoolean() && start.isBeginning()) {
      marks.startOver();
    }
    return new ScanRoom(gate.scanBegins(), start, entries, held.roomBytes());
  }

  /**
   * A scan has ended that began at a time of the database's clock, and took so many nanoseconds.
   */
  void ended(ScanRoom scan, Found found, long begunAt, long took, long now) {
    gate.scanEnds(scan.token(), found.full());
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
