package io.tabella.it.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tabella.store.FencedException;
import io.tabella.store.MessageStore;
import io.tabella.store.Nodes.NodeRecord;
import io.tabella.store.Outcome;
import io.tabella.store.StoreSetupException;
import io.tabella.store.StoreTransaction;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a store knows of its members. */
abstract class NodesContract extends Contract {

  private static final int MILLIS_SHIFT = 21;

  NodesContract(StoreTarget target) {
    super(target);
  }

  @Test
  void membersShareNothing() {
    NodeRecord one = Member.join(store()).record();
    NodeRecord two = Member.join(store()).record();
    assertThat(one.node()).isPositive().isNotEqualTo(two.node());
    assertThat(one.slot()).isNotEqualTo(two.slot());
    assertThat(Stream.of(one, two).flatMap(NodesContract::ledgers))
        .hasSize(8)
        .doesNotHaveDuplicates();
  }

  private static Stream<Long> ledgers(NodeRecord node) {
    List<Long> ledgers = new ArrayList<>(node.ledgers().lanes());
    ledgers.addAll(node.ledgers().claimers());
    ledgers.add(node.ledgers().housekeeping());
    return ledgers.stream();
  }

  @Test
  void joiningAtTheSameTimeGivesDifferentSlots() throws Exception {
    int count = 6;
    CyclicBarrier start = new CyclicBarrier(count);
    List<Future<NodeRecord>> joining = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      joining.add(
          elsewhere(
              () -> {
                start.await();
                return Member.join(store()).record();
              }));
    }
    List<NodeRecord> joined = new ArrayList<>();
    for (Future<NodeRecord> one : joining) {
      joined.add(one.get());
    }
    assertThat(joined).extracting(NodeRecord::slot).doesNotHaveDuplicates();
    assertThat(joined).extracting(NodeRecord::node).doesNotHaveDuplicates();
  }

  @Test
  void renewalTellsTheDatabasesTime() {
    Member node = Member.join(store());
    long first = store().nodes().renew(node.id(), 1);
    long second = store().nodes().renew(node.id(), 2);
    assertThat(first).isGreaterThanOrEqualTo(node.record().now());
    assertThat(second).isGreaterThanOrEqualTo(first);
    assertThat(second - System.currentTimeMillis()).isBetween(-60_000L, 60_000L);
  }

  @Test
  void successorOfANodeThatLeftStartsAboveItsLastId() {
    Member node = Member.join(store());
    store().nodes().renew(node.id(), 900);
    store().nodes().leave(node.id(), 77);
    NodeRecord successor = Member.join(store()).record();
    assertThat(successor.slot()).isEqualTo(node.record().slot());
    assertThat(successor.idsAbove()).isEqualTo(77);
    assertThat(successor.node()).isGreaterThan(node.id());
  }

  @Test
  void successorOfADeadNodeStartsAboveWhatItMayHaveUsed() {
    Member dead = Member.joinFor(store(), DEAD_AT_ONCE);
    store().nodes().renew(dead.id(), 900);
    store().nodes().fence(dead.id());
    store().nodes().remove(dead.id());
    NodeRecord successor = Member.join(store()).record();
    assertThat(successor.slot()).isEqualTo(dead.record().slot());
    assertThat(successor.idsAbove()).isEqualTo(900);
  }

  @Test
  void idsThatASlotMayHaveUsedNeverShrinkWhileItIsTaken() {
    Member dead = Member.joinFor(store(), DEAD_AT_ONCE);
    store().nodes().renew(dead.id(), 900);
    store().nodes().renew(dead.id(), 800);
    store().nodes().fence(dead.id());
    store().nodes().remove(dead.id());
    assertThat(Member.join(store()).record().idsAbove()).isEqualTo(900);
  }

  @Test
  void slotWhoseIdsLieInTheFutureIsTakenLast() {
    Member node = Member.join(store());
    long future = (node.record().now() + 3_600_000) << MILLIS_SHIFT;
    store().nodes().leave(node.id(), future);
    assertThat(Member.join(store()).record().slot()).isNotEqualTo(node.record().slot());
  }

  @Test
  void joinIsRefusedWhenAllSlotsAreTaken() throws Exception {
    Member node = Member.join(store());
    String[] inserts = new String[1023];
    for (int i = 0; i < inserts.length; i++) {
      inserts[i] = "INSERT INTO " + table("slot") + " VALUES (" + (i + 1) + ", 1, 0)";
    }
    target.execute(inserts);
    assertThatThrownBy(() -> Member.join(store()))
        .isInstanceOf(StoreSetupException.class)
        .hasMessageContaining("all 1024 slots");
    long future = (node.record().now() + 3_600_000) << MILLIS_SHIFT;
    store().nodes().leave(node.id(), future);
    assertThat(Member.join(store()).record().idsAbove()).isEqualTo(future);
  }

  @Test
  void livingNodeIsNotFoundDeadAndCannotBeFenced() {
    Member node = Member.join(store());
    assertThat(store().nodes().findDead()).doesNotContain(node.id());
    assertThat(store().nodes().fence(node.id())).isFalse();
    node.run(transaction -> {});
    store().nodes().remove(node.id());
    store().nodes().renew(node.id(), 1);
  }

  @Test
  void nodeThatIsSilentIsFoundDeadAndFenced() {
    Member dead = Member.joinFor(store(), DEAD_AT_ONCE);
    Member node = Member.join(store());
    assertThat(store().nodes().findDead()).containsExactly(dead.id());
    assertThat(store().nodes().fence(dead.id())).isTrue();
    assertThat(store().nodes().fence(dead.id())).isTrue();
    assertThat(store().nodes().findDead()).containsExactly(dead.id());
    assertThatThrownBy(() -> store().nodes().renew(dead.id(), 1))
        .isInstanceOf(FencedException.class);
    store().nodes().remove(dead.id());
    assertThat(store().nodes().findDead()).isEmpty();
    assertThat(store().nodes().fence(dead.id())).isFalse();
    node.run(transaction -> {});
  }

  @Test
  void fencedNodeStaysOutEvenIfItWantsToLeave() {
    Member dead = Member.joinFor(store(), DEAD_AT_ONCE);
    store().nodes().fence(dead.id());
    store().nodes().leave(dead.id(), 5);
    assertThat(store().nodes().findDead()).containsExactly(dead.id());
    assertThat(store().outcomeOf(dead.next())).isEqualTo(Outcome.NEVER);
  }

  @Test
  void fenceWaitsForTheBatchInFlight() throws Exception {
    Member dead = Member.joinFor(store(), DEAD_AT_ONCE);
    long queue = newQueue();
    try (StoreTransaction inFlight = store().begin(dead.next())) {
      inFlight.entries().insert(List.of(Entries.ready(queue, 1)));
      Future<Boolean> fence = elsewhere(() -> store().nodes().fence(dead.id()));
      inFlight.commit();
      assertThat(fence.get()).isTrue();
    }
    assertThat(store().outcomeOf(dead.next())).isEqualTo(Outcome.COMMITTED);
    assertThatThrownBy(() -> store().begin(dead.next())).isInstanceOf(FencedException.class);
  }

  @Test
  void holdingsAreRememberedOnce() throws Exception {
    Member node = Member.join(store());
    Member other = Member.join(store());
    node.run(t -> t.holdings().announce(node.id(), 7));
    node.run(
        t -> {
          t.holdings().announce(node.id(), 5);
          t.holdings().announce(node.id(), 7);
        });
    assertThat(store().nodes().findHoldings(node.id())).containsExactly(5L, 7L);
    assertThat(store().nodes().findHoldings(other.id())).isEmpty();
  }

  @Test
  void twoWritersOfANodeMayAnnounceTheSameQueueAtOnce() throws Exception {
    Member node = Member.join(store());
    Member helper = Member.join(store());
    try (StoreTransaction one = store().begin(node.next())) {
      one.holdings().announce(node.id(), 3);
      Future<?> two = elsewhere(() -> helper.write(t -> announce(t, node.id())));
      one.commit();
      two.get();
    }
    assertThat(store().nodes().findHoldings(node.id())).containsExactly(3L);
  }

  private static boolean announce(StoreTransaction transaction, long node) {
    transaction.holdings().announce(node, 3);
    return true;
  }

  @Test
  void leavingNodeTakesItsLedgersAlong() throws Exception {
    Member node = Member.join(store());
    node.run(t -> t.holdings().announce(node.id(), 5));
    store().nodes().leave(node.id(), 1);
    for (String name : List.of("node", "lane", "node_queue")) {
      assertThat(target.query("SELECT COUNT(*) FROM " + table(name))).containsExactly("0");
    }
    assertThatThrownBy(() -> store().nodes().renew(node.id(), 1))
        .isInstanceOf(FencedException.class);
  }

  @Test
  void fencedLedgersAreForgottenWhenNobodyAsksAnyMore() throws Exception {
    Member longAgo = Member.joinFor(store(), DEAD_AT_ONCE);
    Member lately = Member.joinFor(store(), DEAD_AT_ONCE);
    Member stillThere = Member.joinFor(store(), DEAD_AT_ONCE);
    MessageStore store = store();
    for (Member dead : List.of(longAgo, lately, stillThere)) {
      store.nodes().fence(dead.id());
    }
    store.nodes().remove(longAgo.id());
    store.nodes().remove(lately.id());
    target.execute(
        "UPDATE "
            + table("lane")
            + " SET fenced_at = fenced_at - 7200000 WHERE node <> "
            + lately.id());
    assertThat(store.nodes().forgetFencedLedgers()).isEqualTo(4);
    assertThat(store.outcomeOf(lately.next())).isEqualTo(Outcome.NEVER);
    assertThat(store.outcomeOf(stillThere.next())).isEqualTo(Outcome.NEVER);
    assertThatThrownBy(() -> store.outcomeOf(longAgo.next())).isInstanceOf(FencedException.class);
  }
}
