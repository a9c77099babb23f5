package io.tabella.engine;

import static io.tabella.engine.Faults.Point.BEGIN;
import static io.tabella.engine.Faults.Point.CLAIM;
import static io.tabella.engine.Faults.Point.CLAIMED;
import static io.tabella.engine.Faults.Point.COMMIT;
import static io.tabella.engine.Faults.Point.COMMITTED;
import static io.tabella.engine.Faults.Point.FIND_READY;
import static io.tabella.engine.Faults.Who.CLAIMER;
import static io.tabella.engine.Faults.Who.LANE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import io.tabella.engine.Faults.Pause;
import io.tabella.engine.delivery.Delivery;
import io.tabella.engine.transaction.Lane;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** When an entry may be born claimed, and that it never overtakes an older one. */
@Timeout(value = 60, threadMode = SEPARATE_THREAD)
@SuppressWarnings("FutureReturnValueIgnored") // what became of a unit shows in the store
final class HandOffTest {

  private static final String QUEUE = "orders";
  private static final Duration HOLD = Duration.ofSeconds(5);

  @RegisterExtension final EngineKit kit = new EngineKit();

  private final TestNode node = kit.join(config -> config.lanes(2).prefetch(40).hold(HOLD));

  private boolean isBornClaimed(String id) {
    return kit.database().row(id).owner() == node.id();
  }

  /** Runs a lane's turn on a thread of its own. */
  private Future<Long> turnOf(Lane lane) {
    return kit.elsewhere(lane::runOnce);
  }

  private static void await(Future<?> turn) {
    assertThat(turn).succeedsWithin(Duration.ofSeconds(30));
  }

  @Test
  void entryIsBornClaimedWhenAReaderWaitsAndNothingOlderMay() {
    TestReader reader = node.hungryReader(QUEUE);
    node.send(QUEUE, "m1");

    assertThat(isBornClaimed("m1")).isTrue();
    assertThat(reader.looks()).isEqualTo(2);
    assertThat(reader.consumeBuffered()).containsExactly("m1");
    assertThat(node.faults().visits(CLAIMER, CLAIM)).as("scans, the first one's").isEqualTo(1);
  }

  @Test
  void entryIsNotBornClaimedWhereNobodyReads() {
    node.send(QUEUE, "m1");
    assertThat(isBornClaimed("m1")).isFalse();
    assertThat(kit.drain(node, QUEUE)).containsExactly("m1");
  }

  @Test
  void entryIsNotBornClaimedBeforeAScanHasComeBackShort() {
    TestReader reader = node.reader(QUEUE);
    assertThat(reader.poll()).isNull();
    node.send(QUEUE, "m1");

    assertThat(isBornClaimed("m1")).isFalse();
    assertThat(reader.consumeAll()).containsExactly("m1");
  }

  @Test
  void entryIsNotBornClaimedForAReaderThatIsStopped() {
    TestReader reader = node.hungryReader(QUEUE);
    reader.reader().deactivate();
    node.send(QUEUE, "m1");

    assertThat(isBornClaimed("m1")).isFalse();
  }

  @Test
  void entryIsNotBornClaimedWhenNobodyHasLookedForLong() {
    TestReader reader = node.hungryReader(QUEUE);
    reader.reader().stopWaiting();
    node.send(QUEUE, "m1");
    assertThat(isBornClaimed("m1")).isTrue();
    kit.passes(HOLD);
    node.send(QUEUE, "m2");
    assertThat(isBornClaimed("m2")).isFalse();
  }

  @Test
  void readerThatHasWaitedForLongHasTimeToTakeWhatItWasToldOf() {
    TestReader reader = node.hungryReader(QUEUE);
    kit.passes(HOLD.multipliedBy(2));
    node.send(QUEUE, "m1");
    node.send(QUEUE, "m2");
    node.claimTurn();

    assertThat(isBornClaimed("m1")).isTrue();
    assertThat(isBornClaimed("m2")).isTrue();
    node.heartbeat();
    assertThat(reader.consumeBuffered()).containsExactly("m1", "m2");
  }

  @Test
  void lanesFillThreeQuartersOfTheBufferAndTheRestGoesToTheDatabase() {
    TestReader reader = node.hungryReader(QUEUE);
    for (int i = 0; i < 40; i++) {
      node.send(QUEUE, String.format("m%02d", i));
    }

    assertThat(isBornClaimed("m29")).isTrue();
    assertThat(isBornClaimed("m30")).isFalse();
    assertThat(isBornClaimed("m39")).isFalse();
    List<String> all = reader.consumeAll();
    assertThat(all).isSorted().hasSize(40);
  }

  @Test
  void batchThatDoesNotFitIsNotBornClaimedInPart() {
    TestNode small = kit.join(config -> config.prefetch(4));
    TestReader reader = small.hungryReader(QUEUE);
    for (int i = 1; i <= 4; i++) {
      small.submit(0, QUEUE, "m" + i);
    }
    // A scan sees the batch, and a consumer looks, before the lane has handed anything over.
    List<String> seen = new ArrayList<>();
    small
        .faults()
        .plan(
            LANE,
            COMMITTED,
            () -> {
              small.pollTurns();
              Delivery early = reader.reader().poll();
              if (early != null) {
                seen.add(TestReader.id(early));
                early.putBack();
              }
            });
    small.laneTurns();

    assertThat(seen).isSubsetOf("m1");
    assertThat(reader.consumeAll()).containsExactly("m1", "m2", "m3", "m4");
  }

  @Test
  void laneWaitsItsTurnBehindAnotherLanesUnclaimedEntry() {
    TestReader reader = node.reader(QUEUE);
    assertThat(reader.poll()).isNull();
    node.submit(0, QUEUE, "m1");
    Pause commit = node.faults().pause(LANE, COMMIT);
    Future<Long> first = turnOf(node.lane(0));
    commit.awaitReached();
    node.claimTurn();
    node.submit(1, QUEUE, "m2");
    await(turnOf(node.lane(1)));

    assertThat(isBornClaimed("m2")).isFalse();
    commit.release();
    await(first);
    assertThat(reader.consumeAll()).containsExactly("m1", "m2");
  }

  @Test
  void scanThatBeganBeforeAnUnclaimedEntryWasCommittedDoesNotLetTheNextOneOvertakeIt() {
    TestReader reader = node.reader(QUEUE);
    assertThat(reader.poll()).isNull();
    node.submit(0, QUEUE, "m1");
    Pause commit = node.faults().pause(LANE, COMMIT);
    Future<Long> lane = turnOf(node.lane(0));
    commit.awaitReached();
    // The commit takes long; meanwhile a scan reads, and ends after it.
    kit.passes(Duration.ofSeconds(20));
    Pause scan = node.faults().pause(CLAIMER, CLAIMED);
    Future<?> turn = kit.elsewhere(() -> turn());
    scan.awaitReached();
    commit.release();
    await(lane);
    scan.release();
    await(turn);
    node.heartbeat();
    node.claimTurn();
    node.claimTurn();
    node.send(QUEUE, "m2");

    assertThat(reader.consumeAll()).containsExactly("m1", "m2");
  }

  private Object turn() {
    node.claimTurn();
    return this;
  }

  @Test
  void failedAttemptGivesTheRoomBack() {
    TestReader reader = node.hungryReader(QUEUE);
    for (int round = 0; round < 50; round++) {
      node.faults().plan(LANE, COMMIT, Faults.conflict());
      node.send(QUEUE, "m" + round);
      assertThat(isBornClaimed("m" + round)).as("m%s", round).isTrue();
      assertThat(reader.consumeBuffered()).containsExactly("m" + round);
    }
  }

  @Test
  void failedUnclaimedAttemptDoesNotKeepTheGateClosed() {
    TestReader reader = node.reader(QUEUE);
    assertThat(reader.poll()).isNull();
    node.faults().plan(LANE, COMMIT, 3, Faults.conflict());
    node.send(QUEUE, "m1");
    assertThat(reader.consumeAll()).containsExactly("m1");
    assertThat(reader.poll()).isNull();
    node.claimTurn();
    node.send(QUEUE, "m2");

    assertThat(isBornClaimed("m2")).isTrue();
  }

  @Test
  void entryWhoseCommitWasNotAnsweredIsHandedOverOnce() {
    TestReader reader = node.hungryReader(QUEUE);
    node.faults().plan(LANE, COMMITTED, Faults.unknown());
    node.send(QUEUE, "m1");
    node.faults().plan(LANE, COMMIT, Faults.unknown());
    node.send(QUEUE, "m2");

    assertThat(reader.consumeAll()).containsExactly("m1", "m2");
  }

  @Test
  void entriesOfANodeThatOnlySendsDoNotStarveBehindALocalSender() {
    TestNode sender = kit.join();
    TestReader reader = node.hungryReader(QUEUE);
    sender.send(QUEUE, "remote");
    int local = 0;
    String next = null;
    while (!"remote".equals(next)) {
      for (int i = 0; i < 5; i++) {
        node.send(QUEUE, "local" + local++);
      }
      node.pollTurns();
      next = reader.next();
      assertThat(local).as("local messages before the remote one").isLessThan(200);
    }
  }

  @Test
  void entryBornWhileTheBufferIsReleasedDoesNotOvertakeWhatWasReleased() {
    TestReader reader = node.hungryReader(QUEUE);
    node.send(QUEUE, "m1");
    // m2 is admitted, and its commit takes long; the reader goes, and m1 is released meanwhile.
    node.submit(0, QUEUE, "m2");
    Pause commit = node.faults().pause(LANE, COMMIT);
    Future<Long> lane = turnOf(node.lane(0));
    commit.awaitReached();
    reader.reader().deactivate();
    node.claimTurn();
    commit.release();
    await(lane);
    TestReader successor = node.reader(QUEUE);

    assertThat(successor.consumeAll()).containsExactly("m1", "m2");
  }

  @Test
  void claimLoopDoesNotScanOverAndOverWhileAnUnclaimedEntryIsBeingCommitted() {
    TestReader reader = node.reader(QUEUE);
    assertThat(reader.poll()).isNull();
    node.claimTurn();
    reader.reader().stopWaiting();
    kit.passes(HOLD);
    node.submit(0, QUEUE, "m1");
    Pause commit = node.faults().pause(LANE, COMMIT);
    Future<Long> lane = turnOf(node.lane(0));
    commit.awaitReached();
    assertThat(reader.poll()).isNull();
    long before = node.faults().visits(CLAIMER, FIND_READY);
    for (int turn = 0; turn < 50; turn++) {
      node.claimTurn();
    }

    assertThat(node.faults().visits(CLAIMER, FIND_READY) - before).isLessThan(5);
    commit.release();
    await(lane);
    assertThat(reader.consumeAll()).containsExactly("m1");
    assertThat(node.faults().visits(LANE, BEGIN)).isPositive();
  }

  @Test
  void twoLanesAndAClaimLoopKeepTheOrderOfEachSession() {
    TestReader reader = node.reader(QUEUE);
    for (int i = 0; i < 200; i++) {
      CompletableFuture<Void> first = node.submit(0, QUEUE, String.format("a%03d", i));
      CompletableFuture<Void> second = node.submit(1, QUEUE, String.format("b%03d", i));
      if (i % 3 == 0) {
        node.laneTurns();
        assertThat(first).isCompleted();
        assertThat(second).isCompleted();
      }
      if (i % 7 == 0) {
        node.claimTurn();
      }
    }
    node.laneTurns();
    List<String> all = reader.consumeAll();

    assertThat(all).hasSize(400);
    assertThat(all.stream().filter(id -> id.startsWith("a"))).isSorted();
    assertThat(all.stream().filter(id -> id.startsWith("b"))).isSorted();
  }
}
