package io.tabella.engine.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class RedeliveryDelayTest {

  @Test
  void waitGrowsUpToTheLongest() {
    RedeliveryDelay delay = new RedeliveryDelay(100, 2, 1_000, 0);
    assertThat(delay.millisAfter(1, 0.5)).isEqualTo(100);
    assertThat(delay.millisAfter(2, 0.5)).isEqualTo(200);
    assertThat(delay.millisAfter(4, 0.5)).isEqualTo(800);
    assertThat(delay.millisAfter(5, 0.5)).isEqualTo(1_000);
    assertThat(delay.millisAfter(10_000, 0.5)).isEqualTo(1_000);
  }

  @Test
  void jitterMakesItShorterOrLonger() {
    RedeliveryDelay delay = new RedeliveryDelay(1_000, 1, 10_000, 0.2);
    assertThat(delay.millisAfter(1, 0)).isEqualTo(800);
    assertThat(delay.millisAfter(1, 0.5)).isEqualTo(1_000);
    assertThat(delay.millisAfter(1, 1)).isEqualTo(1_200);
  }

  @Test
  void noneIsNoWait() {
    assertThat(RedeliveryDelay.NONE.millisAfter(7, 1)).isZero();
  }

  @Test
  void impossibleOnesAreRefused() {
    assertThatThrownBy(() -> new RedeliveryDelay(-1, 1, 0, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("-1");
    assertThatThrownBy(() -> new RedeliveryDelay(1, 0.5, 0, 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new RedeliveryDelay(1, 1, 0, 1.5))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
