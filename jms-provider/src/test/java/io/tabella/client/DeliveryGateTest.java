package io.tabella.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

final class DeliveryGateTest {

  private final AtomicBoolean open = new AtomicBoolean(true);
  private final DeliveryGate gate = new DeliveryGate(open::get);

  @Test
  void nothingEntersAShutGate() {
    open.set(false);

    assertThat(gate.enter()).isFalse();
  }

  @Test
  void whoeverShutsItWaitsForTheDeliveryInside() {
    gate.enter();
    open.set(false);
    CompletableFuture<Void> waiter = CompletableFuture.runAsync(gate::awaitLeft);
    boolean early = waiter.isDone();

    gate.leave();

    waiter.join();
    assertThat(early).isFalse();
  }

  @Test
  void emptyGateHoldsNobodyUp() {
    open.set(false);

    gate.awaitLeft();
  }
}
