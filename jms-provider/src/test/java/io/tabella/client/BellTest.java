package io.tabella.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class BellTest {

  private final Bell bell = new Bell();

  @Test
  void ringBetweenLookingAndWaitingIsNotLost() throws InterruptedException {
    long seen = bell.rings();

    bell.ring();

    bell.awaitRingAfter(seen);
    assertThat(bell.awaitRingAfter(seen, 1, TimeUnit.DAYS)).isTrue();
  }

  @Test
  void waitingEndsWithoutARing() throws InterruptedException {
    assertThat(bell.awaitRingAfter(bell.rings(), 1, TimeUnit.NANOSECONDS)).isFalse();
  }
}
