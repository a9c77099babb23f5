package io.tabella.engine.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.tabella.engine.lease.EntryIds;
import io.tabella.store.Body;
import io.tabella.store.BodyKind;
import io.tabella.store.EntryKey;
import io.tabella.store.MessageHeader;
import io.tabella.store.QueueEntry;
import io.tabella.store.ScanStart;
import io.tabella.store.StoredMessage;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class LowWaterMarksTest {

  private static final long QUEUE = 7;
  private static final long NOW = 1_800_000_000_000L;
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  private long nanos = Long.MAX_VALUE - 5;

  private final LowWaterMarks marks = new LowWaterMarks(QUEUE, nanos);

  private static QueueEntry entry(int rank, long id) {
    MessageHeader header =
        new MessageHeader("ID:" + id, NOW, 0, 9 - rank, true, null, null, null, null);
    return new QueueEntry(
        new EntryKey(QUEUE, rank, id),
        1,
        0,
        false,
        new StoredMessage(header, null, new Body.Empty(BodyKind.NONE)));
  }

  /** Ends a scan from the beginning, so that the next starts at the marks. */
  private void scannedAll(List<QueueEntry> found, boolean full) {
    marks.scanned(found.isEmpty() ? null : found.get(found.size() - 1).key(), full, NOW);
    marks.scannedFromBeginning(nanos, 0);
  }

  private long[] start() {
    return marks.scanBegins(false, nanos).after();
  }

  @Test
  void firstScanStartsAtTheBeginning() {
    assertThat(marks.scanBegins(false, nanos).isBeginning()).isTrue();
  }

  @Test
  void shortScanRaisesAllMarksButLeavesAMarginForLateCommits() {
    scannedAll(List.of(), false);

    for (int rank = 0; rank < ScanStart.RANKS; rank++) {
      assertThat(start()[rank]).isPositive().isLessThanOrEqualTo(EntryIds.floor(NOW - 2_000));
    }
  }

  @Test
  void fullScanRaisesTheMarksOfTheRanksThatItPassed() {
    long old = EntryIds.floor(NOW - 60_000);
    scannedAll(List.of(entry(2, old), entry(5, old + 1)), true);

    assertThat(start()[4]).isGreaterThan(old + 1);
    assertThat(start()[5]).isEqualTo(old + 1);
    assertThat(start()[6]).isZero();
  }

  @Test
  void fullScanOfFreshEntriesLeavesTheMarginToo() {
    scannedAll(List.of(entry(5, EntryIds.floor(NOW))), true);

    assertThat(start()[5]).isLessThanOrEqualTo(EntryIds.floor(NOW - 2_000));
  }

  @Test
  void fullScanThatFoundNothingMovesNoMark() {
    scannedAll(List.of(), true);

    assertThat(marks.scanBegins(false, nanos).isBeginning()).isTrue();
  }

  @Test
  void marksDoNotGoBackWithAnOlderScan() {
    scannedAll(List.of(), false);
    long[] before = start();
    marks.scanned(null, false, NOW - 60_000);

    assertThat(start()).isEqualTo(before);
  }

  @Test
  void entryThatBecomesReadyLowersTheMarkOfItsRankBelowItself() {
    scannedAll(List.of(), false);
    long old = EntryIds.floor(NOW - 60_000);
    marks.lowerTo(List.of(new EntryKey(QUEUE, 5, old)));

    assertThat(start()[5]).isEqualTo(old - 1);
    assertThat(start()[4]).isGreaterThan(old);
  }

  @Test
  void resetMakesTheNextScanStartAtTheBeginning() {
    scannedAll(List.of(), false);
    marks.reset();

    assertThat(marks.scanBegins(false, nanos).isBeginning()).isTrue();
  }

  @Test
  void aboutOnceASecondAScanStartsAtTheBeginning() {
    scannedAll(List.of(), false);
    nanos += SECOND - 1;
    assertThat(marks.scanBegins(false, nanos).isBeginning()).isFalse();
    nanos += 1;
    assertThat(marks.scanBegins(false, nanos).isBeginning()).isTrue();
  }

  @Test
  void dearScansFromTheBeginningAreSeldomButNotForgotten() {
    marks.scanned(null, false, NOW);
    marks.scannedFromBeginning(nanos, SECOND / 10);
    nanos += 4 * SECOND;
    assertThat(marks.scanBegins(false, nanos).isBeginning()).isFalse();
    nanos += SECOND;
    assertThat(marks.scanBegins(false, nanos).isBeginning()).isTrue();

    marks.scannedFromBeginning(nanos, 60 * SECOND);
    nanos += 10 * SECOND;
    assertThat(marks.scanBegins(false, nanos).isBeginning()).isTrue();
  }

  @Test
  void scanUnderWayDoesNotRaiseMarksAboveWhatItCouldNotSee() {
    scannedAll(List.of(), false);
    long late = EntryIds.floor(NOW - 60_000);
    marks.scanBegins(false, nanos);
    marks.lowerTo(List.of(new EntryKey(QUEUE, 5, late)));
    marks.scanned(null, false, NOW + 60_000);

    assertThat(start()[5]).isLessThan(late);
    assertThat(start()[4]).isGreaterThan(EntryIds.floor(NOW));
  }

  @Test
  void scanUnderWayDoesNotUndoAReset() {
    scannedAll(List.of(), false);
    marks.scanBegins(false, nanos);
    marks.reset();
    marks.scanned(null, false, NOW + 60_000);

    assertThat(marks.scanBegins(false, nanos).isBeginning()).isTrue();
  }

  @Test
  void startsAreNotChangedByLaterScans() {
    scannedAll(List.of(), false);
    long[] before = start();
    long[] copy = before.clone();
    marks.scanned(null, false, NOW + 60_000);

    assertThat(before).isEqualTo(copy);
  }
}
