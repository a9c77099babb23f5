package io.tabella.engine.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tabella.engine.service.SettableTicker;
import io.tabella.store.StoreUnavailableException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class EntryIdsTest {

  private static final long NOW = 1_800_000_000_000L;
  private static final int SLOT = 37;
  private static final int IDS_OF_A_MILLISECOND = 2_048;

  private final SettableTicker ticker = new SettableTicker();
  private final StoreClock clock = new StoreClock(ticker, NOW);

  private EntryIds ids(int slot, long above) {
    return new EntryIds(clock, slot, above, Long.MAX_VALUE);
  }

  private static long slotOf(long id) {
    return (id >>> 11) & 1_023;
  }

  @Test
  void idsCarryTheirTimeAndTheirSlot() {
    long id = ids(SLOT, 0).next();

    assertThat(id).isPositive().isGreaterThanOrEqualTo(EntryIds.floor(NOW));
    assertThat(id).isLessThan(EntryIds.floor(NOW + 1));
    assertThat(slotOf(id)).isEqualTo(SLOT);
  }

  @Test
  void idsGrowWithinAMillisecondAndBeyond() {
    EntryIds ids = ids(SLOT, 0);
    long last = 0;
    for (int i = 0; i < 3 * IDS_OF_A_MILLISECOND; i++) {
      long id = ids.next();
      assertThat(id).isGreaterThan(last);
      assertThat(slotOf(id)).isEqualTo(SLOT);
      last = id;
    }
  }

  @Test
  void nextMillisecondIsBegunEarlyWhenTheCounterIsUsedUp() {
    EntryIds ids = ids(SLOT, 0);
    for (int i = 0; i < IDS_OF_A_MILLISECOND; i++) {
      assertThat(ids.next()).isLessThan(EntryIds.floor(NOW + 1));
    }

    assertThat(ids.next()).isGreaterThan(EntryIds.floor(NOW + 1));
  }

  @Test
  void idsCatchUpWithTheClock() {
    EntryIds ids = ids(SLOT, 0);
    ids.next();
    ticker.advance(Duration.ofSeconds(5));

    assertThat(ids.next()).isGreaterThan(EntryIds.floor(NOW + 5_000));
  }

  @Test
  void clockThatGoesBackDoesNotTakeIdsBack() {
    EntryIds ids = ids(SLOT, 0);
    long before = ids.next();
    clock.set(NOW - 60_000);

    assertThat(ids.next()).isGreaterThan(before);
  }

  @Test
  void successorStartsAboveItsPredecessorEvenIfItsClockGoesBehind() {
    long last = EntryIds.floor(NOW + 20_000) | (SLOT << 11) | 5;

    long id = ids(SLOT, last).next();

    assertThat(id).isEqualTo(last + 1);
  }

  @Test
  void successorWithAnotherSlotsBitsBelowItTakesTheNextMillisecond() {
    long last = EntryIds.floor(NOW + 20_000) | (999L << 11) | 5;

    long id = ids(SLOT, last).next();

    assertThat(id).isGreaterThan(last);
    assertThat(slotOf(id)).isEqualTo(SLOT);
  }

  @Test
  void successorOfAUsedUpCounterTakesTheNextMillisecond() {
    long last = EntryIds.floor(NOW) | (SLOT << 11) | (IDS_OF_A_MILLISECOND - 1);

    long id = ids(SLOT, last).next();

    assertThat(id).isGreaterThan(EntryIds.floor(NOW + 1));
    assertThat(slotOf(id)).isEqualTo(SLOT);
  }

  @Test
  void slotsNeverMakeTheSameId() {
    Set<Long> made = ConcurrentHashMap.newKeySet();
    for (int slot : new int[] {0, 1, 511, 1_023}) {
      EntryIds ids = ids(slot, 0);
      for (int i = 0; i < 2 * IDS_OF_A_MILLISECOND; i++) {
        assertThat(made.add(ids.next())).isTrue();
      }
    }
  }

  @Test
  void threadsNeverGetTheSameId() {
    EntryIds ids = ids(SLOT, 0);
    Set<Long> made = ConcurrentHashMap.newKeySet();
    int count = 20_000;
    IntStream.range(0, count).parallel().forEach(i -> made.add(ids.next()));

    assertThat(made).hasSize(count);
  }

  @Test
  void noIdIsGivenAboveTheLimitUntilItIsExtended() {
    EntryIds ids = new EntryIds(clock, SLOT, 0, EntryIds.floor(NOW));
    assertThatThrownBy(ids::next)
        .isInstanceOf(StoreUnavailableException.class)
        .hasMessageContaining("lease is renewed");
    ids.extend(EntryIds.floor(NOW + 1_000));

    assertThat(ids.next()).isLessThanOrEqualTo(EntryIds.floor(NOW + 1_000));
  }

  @Test
  void everyIdThatWasGivenIsCoveredByTheLastOne() {
    EntryIds ids = ids(SLOT, 0);
    long id = ids.next();

    assertThat(ids.last()).isEqualTo(id);
  }
}
