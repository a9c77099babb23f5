package io.tabella.engine.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class ClaimSizeTest {

  private static final long MILLISECOND = TimeUnit.MILLISECONDS.toNanos(1);

  private long now = Long.MAX_VALUE - 5;

  private int scanAfter(ClaimSize size, long nanos, boolean full) {
    now += nanos;
    size.scanBegins(now);
    size.scanEnds(full);
    return size.entries();
  }

  @Test
  void firstScanIsSmall() {
    assertThat(new ClaimSize(500, now).entries()).isEqualTo(32);
  }

  @Test
  void smallBufferMakesItSmaller() {
    ClaimSize size = new ClaimSize(3, now);
    assertThat(size.entries()).isEqualTo(3);
    scanAfter(size, MILLISECOND, true);
    assertThat(scanAfter(size, MILLISECOND, true)).isEqualTo(3);
    assertThat(scanAfter(size, TimeUnit.SECONDS.toNanos(5), true)).isEqualTo(3);
  }

  @Test
  void fullScansInQuickSuccessionDoubleItUpToTheLargest() {
    ClaimSize size = new ClaimSize(500, now);
    scanAfter(size, MILLISECOND, true);
    assertThat(scanAfter(size, MILLISECOND, true)).isEqualTo(64);
    assertThat(scanAfter(size, MILLISECOND, true)).isEqualTo(128);
    scanAfter(size, MILLISECOND, true);
    assertThat(scanAfter(size, MILLISECOND, true)).isEqualTo(500);
    assertThat(scanAfter(size, MILLISECOND, true)).isEqualTo(500);
  }

  @Test
  void shortScansDoNotMakeItGrow() {
    ClaimSize size = new ClaimSize(500, now);
    scanAfter(size, MILLISECOND, false);

    assertThat(scanAfter(size, MILLISECOND, false)).isEqualTo(32);
  }

  @Test
  void seldomScansHalveItDownToTheSmallest() {
    ClaimSize size = new ClaimSize(128, now);
    for (int i = 0; i < 5; i++) {
      scanAfter(size, MILLISECOND, true);
    }
    assertThat(size.entries()).isEqualTo(128);
    assertThat(scanAfter(size, TimeUnit.SECONDS.toNanos(2), true)).isEqualTo(64);
    assertThat(scanAfter(size, TimeUnit.SECONDS.toNanos(2), true)).isEqualTo(32);
    assertThat(scanAfter(size, TimeUnit.SECONDS.toNanos(2), true)).isEqualTo(32);
  }
}
