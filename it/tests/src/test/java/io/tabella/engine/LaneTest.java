package io.tabella.engine;

import static io.tabella.engine.Faults.Point.BEGIN;
import static io.tabella.engine.Faults.Point.COMMIT;
import static io.tabella.engine.Faults.Point.COMMITTED;
import static io.tabella.engine.Faults.Point.INSERT;
import static io.tabella.engine.Faults.Point.OUTCOME;
import static io.tabella.engine.Faults.Who.LANE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import io.tabella.engine.H2Database.Row;
import io.tabella.engine.service.StoppedException;
import io.tabella.engine.transaction.EntriesLostException;
import io.tabella.engine.transaction.UnitOfWork;
import io.tabella.store.CommitUnknownException;
import io.tabella.store.FencedException;
import io.tabella.store.StoreRejectedException;
import io.tabella.store.StoreUnavailableException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Group commit, and what a lane does when something goes wrong. */
@Timeout(value = 60, threadMode = SEPARATE_THREAD)
final class LaneTest {

  private static final String QUEUE = "orders";
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @RegisterExtension final EngineKit kit = new EngineKit();

  private static final Duration GENEROUS = Duration.ofSeconds(20);

  /** A lease that outlasts all that passes here, so that nobody needs to renew it. */
  private static final Duration LEASE = Duration.ofHours(1);

  private final TestNode node =
      kit.join(config -> config.storeTimeout(PATIENCE).lease(LEASE).lanes(2));

  private List<CompletableFuture<Void>> submit(String... ids) {
    return List.of(ids).stream().map(id -> node.submit(0, QUEUE, id)).toList();
  }

  private static void assertAllStored(List<CompletableFuture<Void>> done) {
    assertThat(done).allSatisfy(unit -> assertThat(unit).isCompleted());
  }

  private List<String> stored() {
    return kit.database().rows(node.queue(QUEUE)).stream().map(Row::messageId).toList();
  }

  @Test
  void unitsThatWaitTogetherAreCommittedTogether() {
    List<CompletableFuture<Void>> done = submit("m1", "m2", "m3");
    node.laneTurns();

    assertAllStored(done);
    assertThat(node.node().figures().batches()).isEqualTo(1);
    assertThat(node.node().figures().units()).isEqualTo(3);
  }

  @Test
  void nothingIsCommittedWhenNothingWaits() {
    node.laneTurns();

    assertThat(node.faults().visits(LANE, BEGIN)).isZero();
  }

  @Test
  void emptyUnitIsDoneWithoutALane() {
    assertThat(node.lane(0).submit(new UnitOfWork())).isCompleted();
  }

  @Test
  void laneKeepsTheOrderOverBatchesAndRetries() {
    submit("m1", "m2");
    node.faults().plan(LANE, COMMIT, Faults.conflict());
    node.laneTurns();
    submit("m3");
    node.faults().plan(LANE, INSERT, Faults.unavailable());
    node.laneTurns();
    submit("m4");
    node.faults().plan(LANE, COMMITTED, Faults.unknown());
    node.laneTurns();

    assertThat(stored()).containsExactly("m1", "m2", "m3", "m4");
  }

  @Test
  void conflictsAreInvisible() {
    node.faults().plan(LANE, BEGIN, 2, Faults.conflict());
    node.faults().plan(LANE, COMMIT, 2, Faults.conflict());
    node.send(QUEUE, "m1");

    assertThat(stored()).containsExactly("m1");
    assertThat(node.node().figures().retries()).isEqualTo(4);
  }

  @Test
  void databaseThatComesBackInTimeIsInvisible() {
    node.faults().plan(LANE, BEGIN, 4, Faults.unavailable());
    node.send(QUEUE, "m1");

    assertThat(stored()).containsExactly("m1");
  }

  @Test
  void patienceEndsWithAClearExceptionAndTheLaneGoesOn() {
    node.faults()
        .plan(
            LANE,
            BEGIN,
            () -> {
              kit.passes(PATIENCE);
              Faults.unavailable().strike();
            });
    assertThatThrownBy(() -> node.send(QUEUE, "m1"))
        .isInstanceOf(StoreUnavailableException.class)
        .hasMessageContaining("nothing was stored")
        .hasMessageContaining("within 60000 ms")
        .hasMessageContaining("storeTimeoutMillis")
        .hasMessageContaining("the database is away");

    node.send(QUEUE, "m2");
    assertThat(stored()).containsExactly("m2");
  }

  @Test
  void onlyUnitsWhoseTimeIsUpAreGivenUp() {
    CompletableFuture<Void> old = node.submit(0, QUEUE, "old");
    kit.passes(PATIENCE.dividedBy(2));
    CompletableFuture<Void> young = node.submit(0, QUEUE, "young");
    node.faults()
        .plan(
            LANE,
            BEGIN,
            () -> {
              kit.passes(PATIENCE.dividedBy(2));
              Faults.unavailable().strike();
            });
    node.laneTurns();

    assertThat(old).isCompletedExceptionally();
    assertThat(young).isCompleted();
    assertThat(stored()).containsExactly("young");
  }

  @Test
  void refusedUnitFailsAloneWhereverItStands() {
    for (int position = 0; position < 5; position++) {
      String batch = "b" + position + "-";
      int refused = position;
      List<CompletableFuture<Void>> done =
          IntStream.range(0, 5)
              .mapToObj(i -> batch + (i == refused ? FaultyTransaction.REFUSED : i))
              .map(id -> node.submit(0, QUEUE, id))
              .toList();
      node.laneTurns();

      for (int i = 0; i < 5; i++) {
        assertThat(done.get(i).isCompletedExceptionally()).isEqualTo(i == refused);
      }
      assertThatThrownBy(done.get(refused)::join).hasCauseInstanceOf(StoreRejectedException.class);
    }
    assertThat(stored()).hasSize(20);
  }

  @Test
  void unitWhoseEntryWasTakenAwayFailsAloneAndCompletely() {
    TestReader reader = node.hungryReader(QUEUE);
    node.send(QUEUE, "taken", "m1");
    reader.poll();
    reader.poll();
    kit.database().execute("DELETE FROM tabella_queue_entry WHERE message_id = 'taken'");
    kit.books().removed("taken");

    UnitOfWork spoiled = node.sending(QUEUE, Messages.text("answer"));
    reader.hand("taken").acknowledgeIn(spoiled);
    CompletableFuture<Void> failed = node.lane(0).submit(spoiled);
    UnitOfWork good = new UnitOfWork();
    reader.hand("m1").acknowledgeIn(good);
    CompletableFuture<Void> done = node.lane(0).submit(good);
    CompletableFuture<Void> sent = node.submit(0, QUEUE, "m2");
    node.laneTurns();
    kit.books().acknowledged("m1");

    assertThatThrownBy(failed::join)
        .hasCauseInstanceOf(EntriesLostException.class)
        .hasMessageContaining("1 of 1");
    assertThat(done).isCompleted();
    assertThat(sent).isCompleted();
    assertThat(stored()).containsExactly("m2");
  }

  @Test
  void commitThatWasNotAnsweredButHappenedIsASuccessAndIsNotRepeated() {
    node.faults().plan(LANE, COMMITTED, Faults.unknown());
    node.send(QUEUE, "m1");
    node.send(QUEUE, "m2");

    assertThat(stored()).containsExactly("m1", "m2");
    assertThat(node.node().figures().retries()).isZero();
  }

  @Test
  void commitThatWasNotAnsweredAndNeverHappenedIsRepeated() {
    node.faults().plan(LANE, COMMIT, Faults.unknown());
    node.send(QUEUE, "m1");
    node.send(QUEUE, "m2");

    assertThat(stored()).containsExactly("m1", "m2");
    assertThat(node.node().figures().retries()).isEqualTo(1);
  }

  @Test
  void outcomeIsAskedForUntilTheDatabaseTells() {
    node.faults().plan(LANE, COMMITTED, Faults.unknown());
    node.faults().plan(LANE, OUTCOME, 2, Faults.unavailable());
    node.faults().plan(LANE, OUTCOME, 2, Faults.conflict());
    node.send(QUEUE, "m1");

    assertThat(stored()).containsExactly("m1");
    assertThat(node.faults().areOver()).isTrue();
  }

  @Test
  void nodeEndsWhenNobodyCanTellWhatBecameOfACommit() {
    node.faults().plan(LANE, COMMITTED, Faults.unknown());
    node.faults()
        .plan(
            LANE,
            OUTCOME,
            () -> {
              kit.passes(PATIENCE);
              Faults.unavailable().strike();
            });
    CompletableFuture<Void> unknown = node.submit(0, QUEUE, "m1");
    node.laneTurns();

    assertThatThrownBy(unknown::join)
        .hasCauseInstanceOf(CommitUnknownException.class)
        .hasMessageContaining("cannot be told");
    assertThat(node.node().endedBy()).isNotNull();
    kit.books().sent("m1");
  }

  @Test
  void fencedLaneFailsAllThatWaitsAndComes() {
    TestNode other = kit.join();
    node.abandon();
    other.houseTurn();
    List<CompletableFuture<Void>> done = submit("m1", "m2");
    node.laneTurns();

    assertThat(done)
        .allSatisfy(
            unit -> assertThatThrownBy(unit::join).hasCauseInstanceOf(FencedException.class));
    CompletableFuture<Void> onOtherLane = node.submit(1, QUEUE, "m3");
    node.laneTurns();
    assertThatThrownBy(onOtherLane::join).hasCauseInstanceOf(FencedException.class);
    assertThat(node.node().endedBy()).isInstanceOf(FencedException.class);
    assertThat(stored()).isEmpty();
  }

  @Test
  void fencedLaneIsTrueToACommitThatHappenedBefore() {
    TestNode other = kit.join();
    node.faults()
        .plan(
            LANE,
            COMMITTED,
            () -> {
              node.abandon();
              other.houseTurn();
              Faults.unknown().strike();
            });
    CompletableFuture<Void> done = node.submit(0, QUEUE, "m1");
    node.laneTurns();

    assertThat(done).isCompleted();
    assertThat(stored()).containsExactly("m1");
  }

  @Test
  void stopCommitsWhatWaitsAndRefusesWhatComes() {
    List<CompletableFuture<Void>> done = submit("m1", "m2");
    node.stop();
    CompletableFuture<Void> late = node.submit(0, QUEUE, "late");

    assertAllStored(done);
    assertThatThrownBy(late::join).hasCauseInstanceOf(StoppedException.class);
    assertThat(stored()).containsExactly("m1", "m2");
  }

  @Test
  void laneStoppedFromItsOwnThreadDrainsAllTheSame() {
    CompletableFuture<Void> first = node.submit(0, QUEUE, "m1");
    CompletableFuture<Void> chain = first.thenRun(node.lane(0)::stop);
    node.lane(0).start();
    CompletableFuture<Void> second = node.submit(0, QUEUE, "m2");

    assertThat(chain).succeedsWithin(GENEROUS);
    assertThat(second.handle((done, failure) -> "done")).succeedsWithin(GENEROUS);
    assertThat(stored()).contains("m1");
  }

  @Test
  void listenerThatFailsWhenTheNodeEndsKeepsNobodyWaiting() {
    TestNode other = kit.join();
    node.abandon();
    other.houseTurn();
    CompletableFuture<String> told = new CompletableFuture<>();
    node.node()
        .onEnd(
            cause -> {
              throw new IllegalStateException("planned by a test: the listener fails");
            });
    node.node().onEnd(cause -> told.complete("told"));
    CompletableFuture<Void> unit = node.submit(0, QUEUE, "m1");
    node.lane(0).start();

    assertThat(unit)
        .failsWithin(GENEROUS)
        .withThrowableThat()
        .withCauseInstanceOf(FencedException.class);
    assertThat(told).succeedsWithin(GENEROUS);
    node.lane(0).stop();
  }
}
