package io.tabella.engine;

import static io.tabella.engine.Faults.Point.COMMIT;
import static io.tabella.engine.Faults.Point.FENCE;
import static io.tabella.engine.Faults.Point.REAP;
import static io.tabella.engine.Faults.Point.REMOVE;
import static io.tabella.engine.Faults.Who.HOUSE;
import static io.tabella.engine.Faults.Who.LANE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import io.tabella.engine.Faults.Pause;
import io.tabella.engine.H2Database.Row;
import io.tabella.engine.delivery.Delivery;
import io.tabella.store.FencedException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What becomes of a dead node's entries, and of a node that was only paused. */
@Timeout(value = 60, threadMode = SEPARATE_THREAD)
@SuppressWarnings("FutureReturnValueIgnored") // what became of a unit shows in the store
final class ReapingTest {

  private static final String QUEUE = "orders";
  private static final Duration GENEROUS = Duration.ofSeconds(30);

  @RegisterExtension final EngineKit kit = new EngineKit();

  private final TestNode dead = kit.join(config -> config.maxDeliveries(3));
  private final TestNode reaper = kit.join(config -> config.maxDeliveries(3));

  /** Sends entries to a node's own reader, which takes the first into its hands. */
  private static TestReader holding(TestNode node, String... ids) {
    TestReader reader = node.hungryReader(QUEUE);
    node.send(QUEUE, ids);
    assertThat(reader.next()).isEqualTo(ids[0]);
    return reader;
  }

  private Row row(String id) {
    return kit.database().row(id);
  }

  @Test
  void livingNodeIsNotReaped() {
    holding(dead, "m1");
    reaper.houseTurn();

    assertThat(row("m1").owner()).isEqualTo(dead.id());
  }

  @Test
  void nodeThatRenewsItsLeaseInTimeIsNotReaped() {
    holding(dead, "m1");
    kit.database().age(dead.id());
    dead.heartbeat();
    reaper.houseTurn();

    assertThat(row("m1").owner()).isEqualTo(dead.id());
    dead.send(QUEUE, "m2");
  }

  @Test
  void whatADeadNodeHeldBecomesReadyAndSuspect() {
    holding(dead, "m1", "m2");
    dead.abandon();
    reaper.houseTurn();

    assertThat(kit.database().rows())
        .hasSize(2)
        .allMatch(Row::isReady)
        .allMatch(Row::suspect)
        .allMatch(row -> row.attempts() == 0);
    assertThat(kit.database().nodes()).containsExactly(reaper.id());
  }

  @Test
  void failedDeliveryIsStoredBeforeASuspectIsDelivered() {
    holding(dead, "m1");
    dead.abandon();
    reaper.houseTurn();
    TestReader reader = reaper.reader(QUEUE);
    Delivery delivery = reader.takeNow();

    assertThat(delivery.deliveryCount()).isEqualTo(2);
    assertThat(delivery.redelivered()).isTrue();
    assertThat(row("m1").attempts()).isEqualTo(1);
    assertThat(row("m1").suspect()).isFalse();
  }

  @Test
  void neighboursThatWereOnlyBufferedAreNotCountedHoweverOftenNodesDie() {
    holding(dead, "m1", "m2", "m3");
    dead.abandon();
    reaper.houseTurn();
    TestNode second = kit.join(config -> config.maxDeliveries(10));
    assertThat(second.reader(QUEUE).pollNow()).isNotNull();
    second.abandon();
    reaper.houseTurn();
    TestNode third = kit.join(config -> config.maxDeliveries(10));
    assertThat(third.reader(QUEUE).pollNow()).isNotNull();

    assertThat(row("m1").attempts()).isEqualTo(2);
    assertThat(row("m2").attempts()).isZero();
    assertThat(row("m3").attempts()).isZero();
  }

  @Test
  void messageThatKillsEachNodeEndsInTheDeadLetterQueueAndTheQueueGoesOn() {
    holding(dead, "killer", "m2");
    dead.abandon();
    reaper.houseTurn();
    for (int death = 2; death <= 3; death++) {
      TestNode victim = kit.join(config -> config.maxDeliveries(3));
      assertThat(TestReader.idOf(victim.reader(QUEUE).pollNow())).isEqualTo("killer");
      victim.abandon();
      reaper.houseTurn();
    }
    TestReader survivor = reaper.reader(QUEUE);
    Delivery next = survivor.takeNow();

    assertThat(TestReader.idOf(next)).isEqualTo("m2");
    assertThat(row("killer").queue()).isEqualTo(reaper.queue("DLQ"));
    Delivery letter = reaper.reader("DLQ").takeNow();
    assertThat(letter.message().properties())
        .contains("\"source\":\"queue:orders\"")
        .contains("\"count\":3")
        .contains("died or lost its lease");
  }

  @Test
  void fenceWaitsForABatchInFlightWhichIsThenStored() {
    Pause commit = dead.faults().pause(LANE, COMMIT);
    dead.submit(0, QUEUE, "m1");
    Future<Long> lane = kit.elsewhere(dead.lane(0)::runOnce);
    commit.awaitReached();
    dead.abandon();
    Future<?> reaping = kit.elsewhere(this::reap);
    kit.database().awaitBlocked();
    assertThat(reaping).isNotDone();
    commit.release();

    assertThat(lane).succeedsWithin(GENEROUS);
    assertThat(reaping).succeedsWithin(GENEROUS);
    assertThat(kit.drain(reaper, QUEUE)).containsExactly("m1");
    assertThatThrownBy(() -> dead.send(QUEUE, "m2")).isInstanceOf(FencedException.class);
  }

  private Object reap() {
    reaper.houseTurn();
    return this;
  }

  @Test
  void pausedNodeThatGoesOnCanWriteNothingAndDeliverNothing() {
    TestReader reader = holding(dead, "m1", "m2");
    dead.abandon();
    reaper.houseTurn();

    assertThatThrownBy(() -> reader.acknowledge("m1")).isInstanceOf(FencedException.class);
    assertThatThrownBy(() -> dead.send(QUEUE, "m3")).isInstanceOf(FencedException.class);
    assertThatThrownBy(reader::poll).isInstanceOf(FencedException.class);
    assertThat(kit.drain(reaper, QUEUE)).containsExactly("m1", "m2");
  }

  @Test
  void pausedNodeLearnsFromItsHeartbeatThatItHasEnded() {
    TestReader reader = holding(dead, "m1");
    int looks = reader.looks();
    assertThat(reader.poll()).isNull();
    dead.abandon();
    reaper.houseTurn();
    dead.heartbeat();

    assertThat(dead.node().endedBy()).isInstanceOf(FencedException.class);
    assertThat(reader.looks()).isGreaterThan(looks);
    assertThatThrownBy(reader::poll).isInstanceOf(FencedException.class);
    assertThatThrownBy(reader::pollNow).isInstanceOf(FencedException.class);
  }

  @Test
  void pausedClaimerThatGoesOnClaimsNothing() {
    reaper.send(QUEUE, "m1");
    TestReader reader = dead.reader(QUEUE);
    assertThat(reader.poll()).isNull();
    dead.abandon();
    reaper.houseTurn();
    dead.claimTurn();

    assertThat(row("m1").isReady()).isTrue();
    assertThat(dead.node().endedBy()).isInstanceOf(FencedException.class);
  }

  @Test
  void rolledBackMessagesOfAFencedNodeAreLeftToTheOthers() {
    TestReader reader = holding(dead, "m1");
    dead.abandon();
    reaper.houseTurn();

    assertThatThrownBy(() -> reader.handBack("rollback")).isInstanceOf(FencedException.class);
    assertThat(row("m1").attempts()).isZero();
  }

  @Test
  void reaperThatDiesHalfwayIsFollowedByAnother() {
    holding(dead, "m1");
    TestReader other = dead.hungryReader("second");
    dead.send("second", "n1");
    assertThat(other.next()).isEqualTo("n1");
    dead.abandon();
    reaper.faults().plan(HOUSE, REAP, () -> {});
    reaper.faults().plan(HOUSE, REAP, Faults.unavailable());
    reaper.houseTurn();
    assertThat(kit.database().rows()).anyMatch(Row::isReady).anyMatch(row -> !row.isReady());
    reaper.abandon();
    TestNode follower = kit.join();
    follower.houseTurn();

    assertThat(kit.database().rows()).hasSize(2).allMatch(Row::isReady);
    assertThat(kit.database().nodes()).containsExactly(follower.id());
  }

  @Test
  void reaperThatDiesBeforeTheNodesRowIsGoneIsFollowedByAnother() {
    holding(dead, "m1");
    dead.abandon();
    reaper.faults().plan(HOUSE, REMOVE, Faults.unavailable());
    reaper.houseTurn();
    assertThat(kit.database().nodes()).contains(dead.id());
    reaper.abandon();
    TestNode follower = kit.join();
    follower.houseTurn();

    assertThat(kit.database().nodes()).containsExactly(follower.id());
  }

  @Test
  void rowsThatStayLockedKeepTheDeadNodeUntilTheyAreReleased() {
    holding(dead, "m1");
    dead.abandon();
    reaper.faults().lockRows(true);
    reaper.houseTurn();
    assertThat(kit.database().nodes()).contains(dead.id());
    reaper.faults().lockRows(false);
    reaper.houseTurn();

    assertThat(row("m1").isReady()).isTrue();
    assertThat(kit.database().nodes()).containsExactly(reaper.id());
  }

  @Test
  void twoReapersAtOnceDoNoHarm() {
    holding(dead, "m1", "m2", "m3");
    TestNode second = kit.join();
    dead.abandon();
    Future<?> reaping = kit.elsewhere(this::reap);
    second.houseTurn();
    assertThat(reaping).succeedsWithin(GENEROUS);
    reaper.houseTurn();

    assertThat(kit.database().rows()).hasSize(3).allMatch(Row::isReady);
    assertThat(kit.database().nodes()).containsExactly(reaper.id(), second.id());
  }

  @Test
  void deadNodeThatCannotBeFencedYetDoesNotHoldUpTheOthers() {
    holding(dead, "m1");
    TestNode alsoDead = kit.join();
    TestReader other = alsoDead.hungryReader("second");
    alsoDead.send("second", "n1");
    assertThat(other.next()).isEqualTo("n1");
    dead.abandon();
    alsoDead.abandon();
    reaper.faults().plan(HOUSE, FENCE, Faults.conflict());
    reaper.houseTurn();

    assertThat(row("n1").isReady()).isTrue();
    reaper.houseTurn();
    assertThat(row("m1").isReady()).isTrue();
  }

  @Test
  void reaperThatIsItselfFencedChangesNothing() {
    holding(dead, "m1");
    TestNode second = kit.join();
    reaper.abandon();
    second.houseTurn();
    dead.abandon();
    reaper.houseTurn();

    assertThat(reaper.node().endedBy()).isInstanceOf(FencedException.class);
    second.houseTurn();
    assertThat(row("m1").isReady()).isTrue();
  }

  @Test
  void whatWasReapedIsFoundBelowTheMarksAtOnce() {
    holding(dead, "m1");
    TestReader reader = reaper.hungryReader(QUEUE);
    kit.passes(Duration.ofSeconds(5));
    reaper.heartbeat();
    reaper.pollTurns();
    dead.abandon();
    reaper.houseTurn();
    reaper.claimTurn();

    assertThat(reader.next()).isEqualTo("m1");
  }

  @Test
  void listOfTheLivingIsEmptyWhenAllHaveLeft() {
    dead.stop();
    reaper.stop();

    assertThat(kit.database().nodes()).isEqualTo(List.of());
  }
}
