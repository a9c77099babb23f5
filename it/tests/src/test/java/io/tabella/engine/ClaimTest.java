package io.tabella.engine;

import static io.tabella.engine.Faults.Point.CLAIM;
import static io.tabella.engine.Faults.Point.CLAIMED;
import static io.tabella.engine.Faults.Point.COMMIT;
import static io.tabella.engine.Faults.Point.COMMITTED;
import static io.tabella.engine.Faults.Who.CLAIMER;
import static io.tabella.engine.Faults.Who.HOUSE;
import static io.tabella.engine.Faults.Who.LANE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import io.tabella.engine.Faults.Pause;
import io.tabella.engine.H2Database.Row;
import io.tabella.engine.delivery.Delivery;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How entries come to a node from the database, and back into it. */
@Timeout(value = 60, threadMode = SEPARATE_THREAD)
@SuppressWarnings("FutureReturnValueIgnored") // what became of a unit shows in the store
final class ClaimTest {

  private static final String QUEUE = "orders";
  private static final Duration HOLD = Duration.ofSeconds(5);
  private static final Duration GENEROUS = Duration.ofSeconds(30);

  @RegisterExtension final EngineKit kit = new EngineKit();

  private final TestNode sender = kit.join();
  private final TestNode receiver = kit.join(config -> config.hold(HOLD));

  private void sendMany(int count) {
    IntStream.range(0, count).forEach(i -> sender.submit(0, QUEUE, String.format("m%04d", i)));
    sender.laneTurns();
  }

  private Row row(String id) {
    return kit.database().row(id);
  }

  private void timePasses(Duration time) {
    kit.passes(time);
    sender.heartbeat();
    receiver.heartbeat();
  }

  private Object turn(TestNode node) {
    node.claimTurn();
    return this;
  }

  @Test
  void whoClosesWaitsForWhatIsJustBeingClaimed() throws Exception {
    TestReader reader = receiver.reader(QUEUE);
    assertThat(reader.poll()).isNull();
    sender.send(QUEUE, "m");
    Pause pause = new Pause();
    receiver.faults().plan(CLAIMER, CLAIM, pause);
    timePasses(Duration.ofMillis(300));
    Future<?> claim = kit.elsewhere(() -> turn(receiver));
    pause.awaitReached();

    Future<?> closing =
        kit.elsewhere(
            () -> {
              reader.reader().close();
              return this;
            });
    Thread.sleep(100);
    assertThat(closing.isDone()).isFalse();
    pause.release();
    claim.get();
    receiver.claimTurn();
    closing.get();
    assertThat(row("m").owner()).as("ready for others").isZero();
  }

  @Test
  void backlogComesInItsOrder() {
    sendMany(1_000);

    assertThat(kit.drain(receiver, QUEUE)).isSorted().hasSize(1_000);
  }

  @Test
  void higherPrioritiesComeFirst() {
    for (int priority = 0; priority <= 9; priority++) {
      sender.send(QUEUE, Messages.prioritized("p" + priority, priority));
    }

    assertThat(kit.drain(receiver, QUEUE))
        .containsExactly("p9", "p8", "p7", "p6", "p5", "p4", "p3", "p2", "p1", "p0");
  }

  @Test
  void slowNodeLeavesTheRestToTheOthers() {
    sendMany(100);
    TestReader slow = receiver.reader(QUEUE);
    assertThat(slow.poll()).isNull();
    receiver.claimTurn();

    assertThat(kit.database().rows()).filteredOn(row -> row.owner() == receiver.id()).hasSize(32);
    assertThat(kit.drain(kit.join(), QUEUE)).hasSize(68);
    assertThat(slow.consumeAll()).hasSize(32);
  }

  @Test
  void claimsOfTwoNodesThatClaimAtOnceNeverOverlap() {
    sendMany(60);
    TestNode other = kit.join();
    TestReader here = receiver.reader(QUEUE);
    TestReader there = other.reader(QUEUE);
    assertThat(here.poll()).isNull();
    assertThat(there.poll()).isNull();
    // Both have read the same rows before either has taken one.
    Pause first = receiver.faults().pause(CLAIMER, CLAIMED);
    Future<?> turn = kit.elsewhere(() -> turn(receiver));
    first.awaitReached();
    Future<?> otherTurn = kit.elsewhere(() -> turn(other));
    kit.database().awaitBlocked();
    first.release();
    assertThat(turn).succeedsWithin(GENEROUS);
    assertThat(otherTurn).succeedsWithin(GENEROUS);

    List<String> all = new ArrayList<>(here.consumeBuffered());
    assertThat(all).hasSize(32);
    all.addAll(there.consumeAll());
    all.addAll(here.consumeAll());
    assertThat(all).hasSize(60).doesNotHaveDuplicates();
  }

  @Test
  void claimThatWasNotAnsweredButHappenedIsKept() {
    sendMany(3);
    TestReader reader = receiver.reader(QUEUE);
    assertThat(reader.poll()).isNull();
    receiver.faults().plan(CLAIMER, COMMITTED, () -> {});
    receiver.faults().plan(CLAIMER, COMMITTED, Faults.unknown());
    receiver.claimTurn();

    assertThat(reader.consumeBuffered()).containsExactly("m0000", "m0001", "m0002");
  }

  @Test
  void claimThatWasNotAnsweredAndNeverHappenedIsRepeated() {
    sendMany(3);
    TestReader reader = receiver.reader(QUEUE);
    receiver.faults().plan(CLAIMER, COMMIT, () -> {});
    receiver.faults().plan(CLAIMER, COMMIT, Faults.unknown());

    assertThat(reader.consumeAll()).containsExactly("m0000", "m0001", "m0002");
  }

  @Test
  void claimThatFailsIsRepeatedAtTheNextPoll() {
    sendMany(3);
    TestReader reader = receiver.reader(QUEUE);
    assertThat(reader.poll()).isNull();
    receiver.faults().plan(CLAIMER, CLAIM, Faults.unavailable());
    receiver.claimTurn();
    assertThat(reader.poll()).isNull();
    receiver.pollTurns();

    assertThat(reader.consumeBuffered()).hasSize(3);
  }

  @Test
  void pollFindsWhatAnotherNodeHasSent() {
    TestReader reader = receiver.hungryReader(QUEUE);
    sender.send(QUEUE, "m1");
    int looks = reader.looks();
    receiver.pollTurns();

    assertThat(reader.looks()).isGreaterThan(looks);
    assertThat(reader.next()).isEqualTo("m1");
  }

  @Test
  void entryThatBecomesVisibleFarBelowTheMarksIsFoundSoon() {
    TestReader reader = receiver.hungryReader(QUEUE);
    Pause commit = sender.faults().pause(LANE, COMMIT);
    sender.submit(0, QUEUE, "late");
    Future<Long> lane = kit.elsewhere(sender.lane(0)::runOnce);
    commit.awaitReached();
    timePasses(Duration.ofSeconds(60));
    receiver.pollTurns();
    commit.release();
    assertThat(lane).succeedsWithin(GENEROUS);
    timePasses(Duration.ofSeconds(1));
    receiver.pollTurns();

    assertThat(reader.next()).isEqualTo("late");
  }

  @Test
  void commitThatTakesASecondDoesNotChangeTheOrderAtAnotherNode() {
    TestReader reader = receiver.hungryReader(QUEUE);
    Pause commit = sender.faults().pause(LANE, COMMIT);
    sender.submit(0, QUEUE, "m1");
    Future<Long> lane = kit.elsewhere(sender.lane(0)::runOnce);
    commit.awaitReached();
    // Not the heartbeat's clock: the database's own stands still while the ticker is set.
    kit.passes(Duration.ofSeconds(1));
    receiver.pollTurns();
    commit.release();
    assertThat(lane).succeedsWithin(GENEROUS);
    sender.send(QUEUE, "m2");
    receiver.pollTurns();

    assertThat(reader.next()).isEqualTo("m1");
    assertThat(reader.next()).isEqualTo("m2");
  }

  @Test
  void whatNobodyLooksForIsReleasedUncounted() {
    sendMany(3);
    TestReader reader = receiver.reader(QUEUE);
    assertThat(TestReader.idOf(reader.pollNow())).isEqualTo("m0000");
    assertThat(row("m0001").owner()).isEqualTo(receiver.id());
    kit.passes(HOLD);
    receiver.claimTurn();

    assertThat(row("m0000").owner()).isEqualTo(receiver.id());
    assertThat(row("m0001").isReady()).isTrue();
    TestNode other = kit.join();
    Delivery elsewhere = other.reader(QUEUE).takeNow();
    assertThat(TestReader.idOf(elsewhere)).isEqualTo("m0001");
    assertThat(elsewhere.redelivered()).isFalse();
  }

  @Test
  void whatNobodyLooksForIsNotClaimed() {
    TestReader reader = receiver.hungryReader(QUEUE);
    reader.reader().stopWaiting();
    kit.passes(HOLD);
    sendMany(3);
    receiver.pollTurns();

    assertThat(kit.database().rows()).allMatch(Row::isReady);
    assertThat(reader.consumeAll()).hasSize(3);
  }

  @Test
  void readerThatWaitsIsAHungryOneHoweverLongItWaits() {
    TestReader reader = receiver.hungryReader(QUEUE);
    timePasses(Duration.ofHours(1));
    sendMany(1);
    receiver.pollTurns();

    assertThat(reader.next()).isEqualTo("m0000");
  }

  @Test
  void closingTheLastReaderReleasesWhatIsBuffered() {
    sendMany(3);
    TestReader reader = receiver.reader(QUEUE);
    assertThat(reader.pollNow()).isNotNull();
    reader.close();

    assertThat(row("m0001").isReady()).isTrue();
    assertThat(row("m0002").isReady()).isTrue();
    reader.acknowledge("m0000");
  }

  @Test
  void releaseThatFailsIsRepeated() {
    sendMany(3);
    TestReader reader = receiver.reader(QUEUE);
    assertThat(reader.poll()).isNull();
    receiver.claimTurn();
    reader.reader().deactivate();
    receiver.faults().plan(CLAIMER, COMMIT, Faults.unavailable());
    receiver.claimTurn();
    assertThat(kit.database().rows()).noneMatch(Row::isReady);
    receiver.claimTurn();
    assertThat(kit.database().rows()).allMatch(Row::isReady);
  }

  @Test
  void stoppedNodeOwnsNothingAndWhatItOnlyBufferedIsNotCounted() {
    sendMany(3);
    TestReader reader = receiver.reader(QUEUE);
    assertThat(reader.poll()).isNull();
    receiver.claimTurn();
    receiver.stop();

    assertThat(kit.database().rows())
        .hasSize(3)
        .allMatch(Row::isReady)
        .noneMatch(Row::suspect)
        .allMatch(row -> row.attempts() == 0);
    assertThat(kit.database().nodes()).containsExactly(sender.id());
  }

  @Test
  void whatConsumersHaveInTheirHandsWhenANodeStopsIsSuspect() {
    sendMany(2);
    TestReader reader = receiver.reader(QUEUE);
    assertThat(reader.pollNow()).isNotNull();
    receiver.stop();

    assertThat(row("m0000").suspect()).isTrue();
    assertThat(row("m0001").suspect()).isFalse();
  }

  @Test
  void entryBornWhileTheNodeStopsIsReleasedUncounted() {
    TestReader reader = receiver.hungryReader(QUEUE);
    Pause commit = receiver.faults().pause(LANE, COMMIT);
    receiver.submit(0, QUEUE, "m1");
    receiver.lane(0).start();
    commit.awaitReached();
    Pause released = receiver.faults().pause(HOUSE, COMMIT);
    Future<?> stop = kit.elsewhere(() -> stop(receiver));
    // Its claimers have stopped when it says no; then the lane goes on.
    while (receiver.dispatcher(QUEUE).admit(1, 0, false)) {
      receiver.dispatcher(QUEUE).withdrawn(1, 0, 0);
      Thread.onSpinWait();
    }
    commit.release();
    released.release();
    assertThat(stop).succeedsWithin(GENEROUS);

    assertThat(reader.looks()).isPositive();
    assertThat(row("m1").isReady()).isTrue();
    assertThat(row("m1").suspect()).isFalse();
  }

  private Object stop(TestNode node) {
    node.node().stop();
    node.markStopped();
    return this;
  }

  @Test
  void nodeThatCannotGiveEverythingBackStaysAMemberUntilItIsReaped() {
    sendMany(2);
    TestReader reader = receiver.reader(QUEUE);
    assertThat(reader.pollNow()).isNotNull();
    receiver.faults().lockRows(true);
    receiver.stop();
    assertThat(row("m0000").isReady()).isFalse();
    kit.database().age(receiver.id());
    sender.houseTurn();

    assertThat(row("m0000").isReady()).isTrue();
  }
}
