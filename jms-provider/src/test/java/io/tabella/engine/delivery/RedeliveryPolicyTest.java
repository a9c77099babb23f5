package io.tabella.engine.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class RedeliveryPolicyTest {

  private final RedeliveryPolicy policy = new RedeliveryPolicy(3, RedeliveryDelay.NONE, "DLQ");

  @Test
  void messageIsGivenUpWhenAllItsDeliveriesHaveFailed() {
    assertThat(policy.givesUp("queue:orders", 2)).isFalse();
    assertThat(policy.givesUp("queue:orders", 3)).isTrue();
    assertThat(policy.givesUp("queue:orders", 4)).isTrue();
  }

  @Test
  void messageInTheDeadLetterQueueIsNeverGivenUp() {
    assertThat(policy.givesUp("queue:DLQ", 1_000)).isFalse();
  }

  @Test
  void policyWithoutAnyDeliveryIsRefused() {
    assertThatThrownBy(() -> new RedeliveryPolicy(0, RedeliveryDelay.NONE, "DLQ"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("maxDeliveries 0");
  }
}
