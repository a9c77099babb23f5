package io.tabella.engine.lease;

import static org.assertj.core.api.Assertions.assertThat;

import io.tabella.engine.service.SettableTicker;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class StoreClockTest {

  private final SettableTicker ticker = new SettableTicker();
  private final StoreClock clock = new StoreClock(ticker, 1_000);

  @Test
  void timeGoesOnWithTheTicker() {
    ticker.advance(Duration.ofMillis(250));

    assertThat(clock.now()).isEqualTo(1_250);
  }

  @Test
  void whatTheDatabaseSaysReplacesWhatPassed() {
    ticker.advance(Duration.ofMillis(250));
    clock.set(5_000);
    ticker.advance(Duration.ofMillis(1));

    assertThat(clock.now()).isEqualTo(5_001);
  }
}
