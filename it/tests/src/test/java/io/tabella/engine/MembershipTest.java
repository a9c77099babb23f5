package io.tabella.engine;

import static io.tabella.engine.Faults.Point.RENEW;
import static io.tabella.engine.Faults.Who.NOBODY_IN_PARTICULAR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import io.tabella.engine.H2Database.Row;
import io.tabella.store.FencedException;
import io.tabella.store.StoreUnavailableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Leases, and ids that are never used again. */
@Timeout(value = 60, threadMode = SEPARATE_THREAD)
final class MembershipTest {

  private static final String QUEUE = "orders";
  private static final Duration TRUSTED = Duration.ofSeconds(9);

  @RegisterExtension final EngineKit kit = new EngineKit();

  @Test
  void nothingIsDeliveredWithoutTrustInTheLease() {
    TestNode node = kit.join();
    TestReader reader = node.hungryReader(QUEUE);
    node.send(QUEUE, "m1");
    kit.passes(TRUSTED);
    assertThat(reader.poll()).isNull();
    int looks = reader.looks();
    node.heartbeat();
    node.pollTurns();

    assertThat(reader.looks()).isGreaterThan(looks);
    assertThat(reader.next()).isEqualTo("m1");
  }

  @Test
  void renewalThatFailsIsTriedAgainSoon() {
    TestNode node = kit.join();
    node.faults().plan(NOBODY_IN_PARTICULAR, RENEW, Faults.unavailable());
    long retry = node.node().leaseKeeper().runOnce();
    long heartbeat = node.node().leaseKeeper().runOnce();

    assertThat(Duration.ofNanos(retry)).isLessThan(Duration.ofSeconds(1));
    assertThat(Duration.ofNanos(heartbeat)).isEqualTo(Duration.ofSeconds(2));
    assertThat(node.node().endedBy()).isNull();
  }

  @Test
  void nodeWhoseLeaseRanOutGoesOnIfNobodyHasReapedIt() {
    TestNode node = kit.join();
    TestReader reader = node.hungryReader(QUEUE);
    kit.database().age(node.id());
    kit.passes(Duration.ofMinutes(1));
    node.heartbeat();
    node.send(QUEUE, "m1");

    assertThat(reader.consumeAll()).containsExactly("m1");
  }

  @Test
  void noIdIsUsedAboveWhatTheSlotsRowSays() {
    TestNode node = kit.join();
    TestReader reader = node.hungryReader(QUEUE);
    kit.passes(Duration.ofMinutes(1));
    CompletableFuture<Void> waiting = node.submit(0, QUEUE, "m1");
    // The lane tries until somebody renews the lease.
    AtomicInteger attempts = new AtomicInteger();
    node.faults()
        .plan(
            Faults.Who.LANE,
            Faults.Point.BEGIN,
            3,
            () -> {
              if (attempts.incrementAndGet() == 3) {
                node.heartbeat();
              }
            });
    node.laneTurns();

    assertThat(waiting).isCompleted();
    assertThat(attempts).hasValue(3);
    long upTo =
        kit.database()
            .query("SELECT MAX(ids_up_to) FROM tabella_slot", row -> row.getLong(1))
            .get(0);
    assertThat(kit.database().row("m1").id()).isLessThanOrEqualTo(upTo);
    assertThat(reader.consumeAll()).containsExactly("m1");
  }

  @Test
  void volatileMessageNeedsAnIdToo() {
    TestNode node = kit.join(config -> config.lease(Duration.ofSeconds(10)));
    TestReader reader = node.hungryReader(QUEUE);
    kit.passes(TRUSTED);
    node.faults().plan(NOBODY_IN_PARTICULAR, RENEW, Faults.unavailable());
    node.heartbeat();
    assertThat(node.dispatcher(QUEUE).outlet().offerVolatile(Messages.text("m1"))).isFalse();
    kit.passes(Duration.ofMinutes(1));
    assertThatThrownBy(() -> sendImpatiently(node))
        .isInstanceOf(StoreUnavailableException.class)
        .hasMessageContaining("lease is renewed");
    node.heartbeat();
    assertThat(reader.poll()).isNull();
  }

  private void sendImpatiently(TestNode node) {
    node.faults()
        .plan(Faults.Who.LANE, Faults.Point.BEGIN, () -> kit.passes(Duration.ofMinutes(2)));
    node.send(QUEUE, "m1");
  }

  @Test
  void successorInTheSlotOfACrashedNodeNeverUsesItsIdsAgain() {
    Duration shortLease = Duration.ofMillis(50);
    TestNode first = kit.join(config -> config.lease(shortLease));
    TestNode reaper = kit.join();
    List<CompletableFuture<Void>> sends = new ArrayList<>();
    IntStream.range(0, 5_000).forEach(i -> sends.add(first.submit(0, QUEUE, "a" + i)));
    first.laneTurns();
    assertThat(sends).allSatisfy(sent -> assertThat(sent).isCompleted());
    long highest = highestId();
    first.abandon();
    reaper.houseTurn();
    // A slot is preferred when its ids lie in the past.
    while (kit.database().now() < (idsUpTo(0) >> 21) + 1) {
      Thread.onSpinWait();
    }
    TestNode successor = kit.join();
    successor.send(QUEUE, "b");

    assertThat(kit.database().query("SELECT slot FROM tabella_node", row -> row.getInt(1)))
        .as("slots of the reaper and of the successor")
        .containsExactlyInAnyOrder(1, 0);
    assertThat(kit.database().row("b").id()).isGreaterThan(highest);
  }

  @Test
  void nodeInTheSlotOfOneThatLeftStartsAboveIt() {
    TestNode first = kit.join();
    first.send(QUEUE, "m1");
    long last = kit.database().row("m1").id();
    first.stop();
    TestNode second = kit.join();
    second.send(QUEUE, "m2");

    assertThat(kit.database().row("m2").id()).isGreaterThan(last);
    assertThat(kit.drain(second, QUEUE)).containsExactly("m1", "m2");
  }

  private long highestId() {
    return kit.database().rows().stream().mapToLong(Row::id).max().orElseThrow();
  }

  private long idsUpTo(int slot) {
    return kit.database()
        .query("SELECT ids_up_to FROM tabella_slot WHERE slot = " + slot, row -> row.getLong(1))
        .get(0);
  }

  @Test
  void listenersAreToldOnceThatANodeHasEnded() {
    TestNode node = kit.join();
    TestNode reaper = kit.join();
    AtomicInteger told = new AtomicInteger();
    node.node().onEnd(cause -> told.incrementAndGet());
    node.abandon();
    reaper.houseTurn();
    node.heartbeat();
    node.heartbeat();
    assertThat(told).hasValue(1);
    node.node().onEnd(cause -> told.addAndGet(10));
    assertThat(told).hasValue(11);
    assertThat(node.node().endedBy()).isInstanceOf(FencedException.class);
  }

  @Test
  void endedNodeCanBeStopped() {
    TestNode node = kit.join();
    TestNode reaper = kit.join();
    TestReader reader = node.hungryReader(QUEUE);
    node.send(QUEUE, "m1");
    node.abandon();
    reaper.houseTurn();
    node.heartbeat();
    node.stop();

    assertThatThrownBy(reader::poll).isInstanceOf(FencedException.class);
    assertThat(kit.database().row("m1").isReady()).isTrue();
    assertThat(kit.drain(reaper, QUEUE)).containsExactly("m1");
  }
}
