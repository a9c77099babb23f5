package io.tabella.engine.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class BackOffTest {

  private final BackOff backOff = new BackOff();

  @Test
  void firstRetryIsAtOnce() {
    assertThat(backOff.nextNanos()).isZero();
  }

  @Test
  void restsGrowAndStayBelowASecond() {
    backOff.nextNanos();
    long atLeast = TimeUnit.MICROSECONDS.toNanos(2_500);
    for (int i = 0; i < 20; i++) {
      long rest = backOff.nextNanos();
      assertThat(rest).isBetween(atLeast, TimeUnit.SECONDS.toNanos(1));
      atLeast = Math.min(TimeUnit.MILLISECONDS.toNanos(500), atLeast * 2);
    }
  }

  @Test
  void resetBeginsAnew() {
    backOff.nextNanos();
    backOff.nextNanos();
    backOff.reset();

    assertThat(backOff.nextNanos()).isZero();
  }
}
