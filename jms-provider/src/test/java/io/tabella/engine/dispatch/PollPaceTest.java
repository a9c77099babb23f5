package io.tabella.engine.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class PollPaceTest {

  private static final long IDLE = TimeUnit.MILLISECONDS.toNanos(200);
  private static final long QUICK = TimeUnit.MILLISECONDS.toNanos(10);

  /** Close to the overflow, as a JVM's ticker may be. */
  private long now = Long.MAX_VALUE - 5;

  private final PollPace pace = new PollPace(IDLE, now);

  private void passes(long nanos) {
    now += nanos;
  }

  @Test
  void firstLookIsDueAtOnce() {
    assertThat(pace.isDue(now)).isTrue();
    assertThat(pace.nanosLeft(now)).isZero();
  }

  @Test
  void looksAreQuickWhileSomethingIsFound() {
    for (int i = 0; i < 5; i++) {
      pace.looked(true, now);
      assertThat(pace.nanosLeft(now)).isEqualTo(QUICK);
      passes(QUICK);
      assertThat(pace.isDue(now)).isTrue();
    }
  }

  @Test
  void emptyLooksBackOffToTheIdleInterval() {
    pace.looked(true, now);
    long before = QUICK;
    for (int i = 0; i < 10; i++) {
      pace.looked(false, now);
      long left = pace.nanosLeft(now);
      assertThat(left).isBetween(before, IDLE);
      before = left;
      passes(left);
    }
    assertThat(before).isEqualTo(IDLE);
  }

  @Test
  void oneFindMakesTheNextLookQuickAgain() {
    for (int i = 0; i < 10; i++) {
      pace.looked(false, now);
    }
    pace.looked(true, now);

    assertThat(pace.nanosLeft(now)).isEqualTo(QUICK);
  }

  @Test
  void idleIntervalShorterThanTheQuickOneHolds() {
    PollPace hasty = new PollPace(QUICK / 10, now);
    hasty.looked(true, now);
    assertThat(hasty.nanosLeft(now)).isEqualTo(QUICK / 10);
    hasty.looked(false, now);
    assertThat(hasty.nanosLeft(now)).isEqualTo(QUICK / 10);
  }
}
