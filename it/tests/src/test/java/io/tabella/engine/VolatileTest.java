package io.tabella.engine;

import static io.tabella.engine.Faults.Point.BEGIN;
import static io.tabella.engine.Faults.Who.LANE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Non-persistent messages that are handed over without a row. */
@Timeout(value = 60, threadMode = SEPARATE_THREAD)
final class VolatileTest {

  private static final String QUEUE = "orders";
  private static final Duration HOLD = Duration.ofSeconds(5);

  @RegisterExtension final EngineKit kit = new EngineKit();

  private final TestNode node = kit.join(config -> config.maxDeliveries(2).hold(HOLD));

  private boolean offer(String id) {
    return node.dispatcher(QUEUE).outlet().offerVolatile(Messages.text(id));
  }

  @Test
  void messageIsHandedOverWithoutTheDatabase() {
    TestReader reader = node.hungryReader(QUEUE);
    int looks = reader.looks();
    assertThat(offer("m1")).isTrue();

    assertThat(reader.looks()).isEqualTo(looks + 1);
    assertThat(reader.next()).isEqualTo("m1");
    reader.acknowledge("m1");
    assertThat(node.faults().visits(LANE, BEGIN)).isZero();
  }

  @Test
  void messageIsNotHandedOverWhereNobodyReads() {
    assertThat(offer("m1")).isFalse();
  }

  @Test
  void messageIsNotHandedOverPastOlderOnesInTheDatabase() {
    node.send(QUEUE, "old");
    TestReader reader = node.reader(QUEUE);
    assertThat(reader.poll()).isNull();
    assertThat(offer("m1")).isFalse();
    assertThat(reader.consumeAll()).containsExactly("old");
  }

  @Test
  void messageIsNotHandedOverWithoutTrustInTheLease() {
    TestReader reader = node.hungryReader(QUEUE);
    kit.passes(Duration.ofSeconds(9));
    assertThat(offer("m1")).isFalse();
    node.heartbeat();
    assertThat(offer("m1")).isTrue();
    assertThat(reader.next()).isEqualTo("m1");
  }

  @Test
  void messageThatNobodyLooksForIsStored() {
    TestReader reader = node.hungryReader(QUEUE);
    assertThat(offer("m1")).isTrue();
    kit.passes(HOLD);
    node.claimTurn();
    node.laneTurns();
    kit.books().sent("m1");

    assertThat(kit.database().row("m1").isReady()).isTrue();
    node.heartbeat();
    assertThat(reader.consumeAll()).containsExactly("m1");
  }

  @Test
  void messageThatIsBufferedWhenTheNodeStopsIsStored() {
    node.hungryReader(QUEUE);
    assertThat(offer("m1")).isTrue();
    node.stop();
    kit.books().sent("m1");

    assertThat(kit.database().row("m1").isReady()).isTrue();
  }

  @Test
  void rolledBackMessageComesAgainWithItsCountAndIsGivenUpAtLast() {
    TestReader reader = node.hungryReader(QUEUE);
    assertThat(offer("m1")).isTrue();
    assertThat(reader.next()).isEqualTo("m1");
    reader.handBack("rollback");
    assertThat(reader.next()).isEqualTo("m1");
    assertThat(reader.hand("m1").deliveryCount()).isEqualTo(2);
    reader.handBack("rollback");
    kit.books().sent("m1");

    assertThat(reader.poll()).isNull();
    assertThat(kit.drain(node, "DLQ")).containsExactly("m1");
  }

  @Test
  void countOfAStoredMessageThatWasRolledBackGoesWithIt() {
    TestReader reader = node.hungryReader(QUEUE);
    assertThat(offer("m1")).isTrue();
    reader.poll();
    reader.handBack("rollback");
    kit.passes(HOLD);
    node.claimTurn();
    node.laneTurns();
    kit.books().sent("m1");

    assertThat(kit.database().row("m1").attempts()).isEqualTo(1);
  }
}
