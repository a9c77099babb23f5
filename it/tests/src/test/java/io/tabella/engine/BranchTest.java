package io.tabella.engine;

import static io.tabella.engine.Faults.Point.BEGIN;
import static io.tabella.engine.Faults.Point.COMMIT;
import static io.tabella.engine.Faults.Point.COMMITTED;
import static io.tabella.engine.Faults.Point.OUTCOME;
import static io.tabella.engine.Faults.Who.LANE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import io.tabella.engine.Faults.Pause;
import io.tabella.engine.H2Database.Row;
import io.tabella.engine.branch.BranchException;
import io.tabella.engine.branch.BranchException.Reason;
import io.tabella.engine.branch.XaBranch;
import io.tabella.engine.delivery.Delivery;
import io.tabella.store.BranchName;
import io.tabella.store.BranchRecord;
import io.tabella.store.StoredMessage;
import io.tabella.store.SubscriptionKind;
import io.tabella.store.SubscriptionSpec;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What becomes of a branch when its node dies, or the database is lost, at each point. */
@Timeout(value = 60, threadMode = SEPARATE_THREAD)
final class BranchTest {

  private static final String QUEUE = "orders";
  private static final String TARGET = "done";
  private static final BranchName NAME = new BranchName(1, "a1", "01");

  @RegisterExtension final EngineKit kit = new EngineKit();

  private final TestNode node = kit.join();
  private final TestNode other = kit.join();

  /** A branch that has received and sent. */
  private XaBranch working(String received, StoredMessage sent) {
    TestReader reader = node.hungryReader(QUEUE);
    node.send(QUEUE, received);
    assertThat(reader.next()).isEqualTo(received);
    return working(reader.giveAway(received), sent);
  }

  private XaBranch working(Delivery received, StoredMessage sent) {
    XaBranch branch = node.node().branches().begin(NAME, this, Duration.ZERO);
    branch.receive(received);
    branch.send(node.dispatcher(TARGET).outlet(), sent);
    branch.leave(this, false);
    return branch;
  }

  private static boolean prepare(TestNode at) {
    return at.pumping(() -> at.node().branches().prepare(NAME));
  }

  private static void commit(TestNode at) {
    at.pumping(
        () -> {
          at.node().branches().commit(NAME);
          return null;
        });
  }

  private static void rollBack(TestNode at) {
    at.pumping(
        () -> {
          at.node().branches().rollBack(NAME);
          return null;
        });
  }

  private static List<BranchName> inDoubt(TestNode at) {
    return at.node().branches().list().stream().map(BranchRecord::name).toList();
  }

  private static void assertFails(Reason reason, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            BranchException.class,
            e -> assertThat(e.reason()).as(e.getMessage()).isEqualTo(reason));
  }

  private Row row(String id) {
    return kit.database().row(id);
  }

  private void committed(String received, String sent) {
    kit.books().acknowledged(received);
    kit.books().sent(sent);
  }

  // The node dies.

  @Test
  void preparedBranchOutlivesItsNodeAndIsCommittedByAnother() {
    working("m1", Messages.text("s1"));
    assertThat(prepare(node)).isTrue();
    node.abandon();
    other.houseTurn();
    assertThat(kit.database().nodes()).containsExactly(other.id());
    assertThat(row("m1").owner()).isNegative();
    assertThat(inDoubt(other)).containsExactly(NAME);

    commit(other);

    committed("m1", "s1");
    assertThat(inDoubt(other)).isEmpty();
    assertThat(kit.drain(other, TARGET)).containsExactly("s1");
  }

  @Test
  void preparedBranchOfADeadNodeIsRolledBackByAnother() {
    working("m1", Messages.text("s1"));
    prepare(node);
    node.abandon();
    other.houseTurn();

    rollBack(other);

    assertThat(row("m1").isReady()).isTrue();
    assertThat(row("m1").attempts()).isEqualTo(1);
    assertThat(row("m1").suspect()).isFalse();
    assertThat(kit.drain(other, QUEUE)).containsExactly("m1");
    assertThat(kit.drain(other, TARGET)).isEmpty();
  }

  @Test
  void openBranchOfADeadNodeNeverWas() {
    working("m1", Messages.text("s1"));
    node.abandon();
    other.houseTurn();

    assertThat(inDoubt(other)).isEmpty();
    assertThat(row("m1").isReady()).isTrue();
    assertThat(row("m1").suspect()).isTrue();
    assertFails(Reason.NOT_THERE, () -> commit(other));
  }

  @Test
  void nodeThatWasReapedCannotPrepare() {
    working("m1", Messages.text("s1"));
    node.abandon();
    other.houseTurn();

    assertFails(Reason.NOT_STORED, () -> prepare(node));

    assertThat(inDoubt(other)).isEmpty();
    assertThat(row("m1").isReady()).isTrue();
    assertThat(kit.drain(other, QUEUE)).containsExactly("m1");
  }

  @Test
  void nodeThatWasReapedAfterPrepareLetsOthersEndTheBranch() {
    working("m1", Messages.text("s1"));
    prepare(node);
    node.abandon();
    other.houseTurn();

    assertFails(Reason.TRY_LATER, () -> commit(node));

    commit(other);
    committed("m1", "s1");
    assertFails(Reason.NOT_THERE, () -> commit(node));
  }

  @Test
  void nodeThatStopsLeavesItsPreparedBranch() {
    working("m1", Messages.text("s1"));
    prepare(node);
    node.closeReaders();
    node.stop();

    commit(other);

    committed("m1", "s1");
  }

  // The database is lost.

  @Test
  void prepareIsTriedAgainWhenTheDatabaseWasAway() {
    working("m1", Messages.text("s1"));
    node.faults().plan(LANE, COMMIT, 2, Faults.unavailable());
    assertThat(prepare(node)).isTrue();
    commit(node);
    committed("m1", "s1");
  }

  @Test
  void branchIsWhatItWasWhenTheDatabaseStaysAway() {
    working("m1", Messages.text("s1"));
    node.faults()
        .plan(
            LANE,
            COMMIT,
            () -> {
              kit.passes(Duration.ofMinutes(10));
              Faults.unavailable().strike();
            });

    assertFails(Reason.TRY_LATER, () -> prepare(node));

    node.heartbeat();
    assertThat(inDoubt(other)).isEmpty();
    assertThat(prepare(node)).isTrue();
    rollBack(node);
  }

  @Test
  void prepareThatWasNotAnsweredIsKnownAllTheSame() {
    working("m1", Messages.text("s1"));
    node.faults().plan(LANE, COMMITTED, Faults.unknown());
    assertThat(prepare(node)).isTrue();
    assertThat(inDoubt(other)).containsExactly(NAME);
    node.faults().plan(LANE, COMMITTED, Faults.unknown());
    commit(node);
    committed("m1", "s1");
    assertThat(inDoubt(other)).isEmpty();
  }

  @Test
  void prepareThatDidNotCommitIsDoneOnce() {
    working("m1", Messages.text("s1"));
    node.faults().plan(LANE, COMMIT, Faults.unknown());
    assertThat(prepare(node)).isTrue();
    assertThat(inDoubt(other)).containsExactly(NAME);
    rollBack(other);
    assertThat(kit.drain(other, QUEUE)).containsExactly("m1");
  }

  @Test
  void branchWhosePrepareNobodyCanTellIsFoundByRecovery() {
    working("m1", Messages.text("s1"));
    lostFor(COMMITTED);

    assertFails(Reason.UNKNOWN, () -> prepare(node));

    assertFails(Reason.TRY_LATER, () -> rollBack(node));
    deadIsReaped();
    assertThat(inDoubt(other)).containsExactly(NAME);
    rollBack(other);
    assertThat(row("m1").attempts()).isEqualTo(1);
    assertThat(kit.drain(other, QUEUE)).containsExactly("m1");
  }

  @Test
  void branchWhosePrepareNobodyCanTellMayNotBeThere() {
    working("m1", Messages.text("s1"));
    lostFor(COMMIT);

    assertFails(Reason.UNKNOWN, () -> prepare(node));

    deadIsReaped();
    assertThat(inDoubt(other)).isEmpty();
    assertThat(kit.drain(other, QUEUE)).containsExactly("m1");
  }

  @Test
  void commitThatNobodyCanTellIsDoneOnce() {
    working("m1", Messages.text("s1"));
    prepare(node);
    lostFor(COMMITTED);

    assertFails(Reason.TRY_LATER, () -> commit(node));

    assertFails(Reason.NOT_THERE, () -> commit(other));
    committed("m1", "s1");
    deadIsReaped();
    assertThat(kit.drain(other, TARGET)).containsExactly("s1");
  }

  /** The database was away for all: who reaps has to be heard for a while first. */
  private void deadIsReaped() {
    node.abandon();
    for (int i = 0; i < 20; i++) {
      kit.passes(Duration.ofSeconds(2));
      other.heartbeat();
    }
    other.houseTurn();
  }

  private void lostFor(Faults.Point point) {
    node.faults().plan(LANE, point, Faults.unknown());
    node.faults()
        .plan(
            LANE,
            OUTCOME,
            1_000,
            () -> {
              kit.passes(Duration.ofMinutes(1));
              Faults.unavailable().strike();
            });
  }

  @Test
  void ofTwoNodesThatEndABranchAtOnceOneDoes() throws Exception {
    working("m1", Messages.text("s1"));
    prepare(node);
    Pause pause = other.faults().pause(LANE, BEGIN);
    Future<Boolean> later =
        kit.elsewhere(
            () -> {
              commit(other);
              return true;
            });
    pause.awaitReached();
    commit(node);
    committed("m1", "s1");

    pause.release();

    assertThatThrownBy(later::get).hasCauseInstanceOf(BranchException.class);
    other.heartbeat();
    assertThat(kit.drain(other, TARGET)).containsExactly("s1");
  }

  // By hand.

  @Test
  void managerIsToldWhatAnAdministratorHasDecided() {
    working("m1", Messages.text("s1"));
    prepare(node);
    other.pumping(
        () -> {
          other.node().branches().rollBackByHand(NAME);
          return null;
        });
    assertFails(Reason.ROLLED_BACK_BY_HAND, () -> commit(node));
    assertFails(Reason.ROLLED_BACK_BY_HAND, () -> rollBack(node));
    assertThat(inDoubt(node)).containsExactly(NAME);
    node.pumping(
        () -> {
          node.node().branches().forget(NAME);
          return null;
        });
    assertThat(inDoubt(node)).isEmpty();
    assertThat(kit.drain(other, QUEUE)).containsExactly("m1");
  }

  // Topics.

  private static final SubscriptionSpec AUDIT =
      new SubscriptionSpec(SubscriptionKind.SHARED_DURABLE, "", "audit", "news", null, false);

  private XaBranch workingForTopic(TestSubscriber subscriber, String id) {
    XaBranch branch = node.node().branches().begin(NAME, this, Duration.ZERO);
    branch.receive(subscriber.hand(id));
    branch.leave(this, false);
    return branch;
  }

  @Test
  void messageOfATopicStaysInTheLogUntilItsBranchHasEnded() {
    TestSubscriber subscriber = node.subscriber(AUDIT);
    other.publish("news", "n1", "n2", "n3");
    assertThat(subscriber.take(3)).containsExactly("n1", "n2", "n3");
    workingForTopic(subscriber, "n1");
    subscriber.acknowledge("n2", "n3");
    prepare(node);
    other.publish("news", "n4");
    node.abandon();
    other.houseTurn();
    other.houseTurn();
    TestSubscriber successor = other.subscriber(AUDIT);
    assertThat(successor.consumeAll()).containsExactly("n4");
    other.houseTurn();

    rollBack(other);

    assertThat(successor.next()).isEqualTo("n1");
    assertThat(successor.hand("n1").deliveryCount()).isEqualTo(2);
    successor.acknowledge("n1");
    assertThat(kit.database().number("SELECT COUNT(*) FROM tabella_branch_range")).isZero();
    other.houseTurn();
    assertThat(kit.database().number("SELECT COUNT(*) FROM tabella_topic_log"))
        .as("the last one stays")
        .isEqualTo(1);
  }

  @Test
  void messageOfATopicThatAnotherNodeGivesBackIsFoundByTheChores() {
    TestSubscriber subscriber =
        node.subscriber(
            new SubscriptionSpec(SubscriptionKind.NON_DURABLE, "", "s", "news", null, false));
    node.publish("news", "n1", "n2");
    assertThat(subscriber.take(2)).containsExactly("n1", "n2");
    workingForTopic(subscriber, "n1");
    prepare(node);
    node.logTurn();
    other.houseTurn();

    rollBack(other);

    assertThat(subscriber.next()).isNull();
    node.logTurn();
    assertThat(subscriber.next()).isEqualTo("n1");
    assertThat(subscriber.hand("n1").deliveryCount()).isEqualTo(2);
  }

  @Test
  void rangeWithItsLastNumberOpenIsNotTakenForAMessageThatCameBack() {
    SubscriptionSpec durable =
        new SubscriptionSpec(SubscriptionKind.DURABLE, "", "d", "news", null, false);
    TestSubscriber subscriber = node.subscriber(durable);
    String[] ids = IntStream.range(1, 1_024).mapToObj(i -> "n" + i).toArray(String[]::new);
    node.publish("news", ids);
    assertThat(subscriber.consume(ids.length)).containsExactly(ids);
    subscriber.close();
    TestSubscriber successor = node.subscriber(durable);

    node.publish("news", "n1024", "n1025");

    assertThat(successor.consumeAll()).containsExactly("n1024", "n1025");
  }

  @Test
  void branchThatAnotherNodeHasEndedIsForgottenByTheChores() {
    working("m1", Messages.text("s1"));
    prepare(node);
    node.houseTurn();
    node.houseTurn();
    assertThat(node.node().branches().isOpen(NAME)).as("still in doubt").isTrue();

    commit(other);

    committed("m1", "s1");
    node.houseTurn();
    assertThat(node.node().branches().isOpen(NAME)).isFalse();
  }

  @Test
  void messageOfATopicIsKeptForASubscriptionThatHasNoRanges() throws Exception {
    TestSubscriber subscriber =
        node.subscriber(
            new SubscriptionSpec(SubscriptionKind.NON_DURABLE, "", "s", "news", null, false));
    other.publish("news", "n1", "n2", "n3");
    assertThat(subscriber.take(3)).containsExactly("n1", "n2", "n3");
    workingForTopic(subscriber, "n1");
    Pause pause = node.faults().pause(LANE, COMMIT);
    Future<Boolean> prepared = kit.elsewhere(() -> prepare(node));
    pause.awaitReached();
    for (int i = 0; i < 3; i++) {
      kit.passes(Duration.ofSeconds(1));
      node.node().topics().runOnce();
      other.houseTurn();
    }
    pause.release();
    assertThat(prepared.get()).isTrue();
    subscriber.acknowledge("n2", "n3");
    other.publish("news", "n4");
    for (int i = 0; i < 3; i++) {
      node.logTurn();
      other.houseTurn();
    }

    rollBack(node);

    assertThat(subscriber.next()).isEqualTo("n1");
  }

  @Test
  void messageOfATopicThatAnotherNodeCommitsIsGone() {
    TestSubscriber subscriber = node.subscriber(AUDIT);
    node.publish("news", "n1");
    assertThat(subscriber.take(1)).containsExactly("n1");
    workingForTopic(subscriber, "n1");
    prepare(node);

    commit(other);

    node.logTurn();
    node.logTurn();
    assertThat(subscriber.next()).isNull();
  }
}
