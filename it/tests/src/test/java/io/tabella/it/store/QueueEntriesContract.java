package io.tabella.it.store;

import static io.tabella.it.store.Entries.expiring;
import static io.tabella.it.store.Entries.ids;
import static io.tabella.it.store.Entries.keys;
import static io.tabella.it.store.Entries.many;
import static io.tabella.it.store.Entries.ownedBy;
import static io.tabella.it.store.Entries.prioritized;
import static io.tabella.it.store.Entries.ready;
import static io.tabella.it.store.Entries.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tabella.store.Batch;
import io.tabella.store.Body;
import io.tabella.store.Claim;
import io.tabella.store.Claimed;
import io.tabella.store.EntryKey;
import io.tabella.store.QueueEntries.Attempt;
import io.tabella.store.QueueEntries.Stretch;
import io.tabella.store.QueueEntry;
import io.tabella.store.ScanStart;
import io.tabella.store.StoreRejectedException;
import io.tabella.store.StoreTransaction;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What a store does with the entries of queues. */
abstract class QueueEntriesContract extends Contract {

  QueueEntriesContract(StoreTarget target) {
    super(target);
  }

  @Test
  void claimFollowsRankThenId() {
    Member node = Member.join(store());
    long queue = newQueue();
    node.send(
        prioritized(queue, 4, 1),
        prioritized(queue, 9, 3),
        prioritized(queue, 0, 2),
        prioritized(queue, 9, 2));
    assertThat(node.claimAll(queue))
        .extracting(e -> e.key().rank() + "/" + e.key().id())
        .containsExactly("0/2", "0/3", "5/1", "9/2");
  }

  @Test
  void claimStopsAtItsLimitAndSaysThatItIsFull() {
    Member node = Member.join(store());
    long queue = newQueue();
    node.send(many(queue, 1, 300));
    Claimed first = node.claim(ScanStart.ofBeginning(queue), 200);
    Claimed second = node.claim(ScanStart.ofBeginning(queue), 200);
    assertThat(first.full()).isTrue();
    assertThat(ids(first.entries())).hasSize(200).isSorted().endsWith(200L);
    assertThat(second.full()).isFalse();
    assertThat(ids(second.entries())).hasSize(100).startsWith(201L);
    assertThat(node.claim(ScanStart.ofBeginning(queue), 200))
        .isEqualTo(new Claimed(List.of(), false, false));
  }

  @Test
  void claimStopsAtItsBytesButGivesOneAtLeast() {
    Member node = Member.join(store());
    long queue = newQueue();
    for (long id = 1; id <= 4; id++) {
      node.send(ready(queue, id, text("x".repeat(1_000))));
    }
    Claimed two = node.claim(ScanStart.ofBeginning(queue), 100, 3_000);
    Claimed one = node.claim(ScanStart.ofBeginning(queue), 100, 1);
    assertThat(ids(two.entries())).containsExactly(1L, 2L);
    assertThat(two.full()).isTrue();
    assertThat(ids(one.entries())).containsExactly(3L);
    assertThat(ids(node.claimAll(queue))).containsExactly(4L);
  }

  @Test
  void claimHeedsTheMarkOfEachRank() {
    Member node = Member.join(store());
    long queue = newQueue();
    node.send(
        prioritized(queue, 4, 1),
        prioritized(queue, 4, 5),
        prioritized(queue, 9, 1),
        prioritized(queue, 9, 5));
    long[] after = new long[ScanStart.RANKS];
    after[5] = 1;
    after[0] = 5;
    assertThat(keys(node.claim(new ScanStart(queue, after), 10).entries()))
        .containsExactly(new EntryKey(queue, 5, 5));
  }

  @Test
  void claimTakesNothingFromAnotherQueue() {
    Member node = Member.join(store());
    long queue = newQueue();
    long other = newQueue();
    node.send(ready(queue, 1), ready(other, 2));
    assertThat(ids(node.claimAll(queue))).containsExactly(1L);
    assertThat(ids(node.claimAll(other))).containsExactly(2L);
  }

  @Test
  void bornClaimedEntryIsNobodyElses() {
    Member node = Member.join(store());
    Member other = Member.join(store());
    long queue = newQueue();
    QueueEntry born = ownedBy(node.id(), ready(queue, 1));
    node.send(born);
    assertThat(other.claimAll(queue)).isEmpty();
    assertThat(acknowledge(other, List.of(born.key()))).isZero();
    assertThat(acknowledge(node, List.of(born.key()))).isEqualTo(1);
    assertThat(store().destinations().count(queue)).isZero();
  }

  @Test
  void acknowledgeRemovesKeysOfManyQueuesAndRanks() {
    Member node = Member.join(store());
    long queue = newQueue();
    long other = newQueue();
    List<QueueEntry> sent = new ArrayList<>();
    for (int id = 1; id <= 700; id++) {
      sent.add(ownedBy(node.id(), prioritized(id % 3 == 0 ? other : queue, id % 10, id)));
    }
    Collections.shuffle(sent, new java.util.Random(1));
    node.send(sent);
    assertThat(acknowledge(node, keys(sent))).isEqualTo(700);
    assertThat(store().destinations().count(queue)).isZero();
    assertThat(store().destinations().count(other)).isZero();
  }

  @Test
  void acknowledgeLeavesTheNeighboursAlone() {
    Member node = Member.join(store());
    long queue = newQueue();
    node.send(many(queue, 1, 10));
    List<QueueEntry> claimed = node.claimAll(queue);
    assertThat(acknowledge(node, keys(claimed.subList(2, 7)))).isEqualTo(5);
    assertThat(acknowledge(node, keys(claimed))).isEqualTo(5);
  }

  @Test
  void releasedEntryIsReadyAgain() {
    Member node = Member.join(store());
    long queue = newQueue();
    node.send(many(queue, 1, 3));
    List<EntryKey> claimed = keys(node.claimAll(queue));
    int released = node.write(t -> t.entries().release(node.id(), claimed.subList(0, 2)));
    int again = node.write(t -> t.entries().release(node.id(), claimed.subList(0, 2)));
    assertThat(released).isEqualTo(2);
    assertThat(again).isZero();
    assertThat(ids(node.claimAll(queue))).containsExactly(1L, 2L);
  }

  @Test
  void storedAttemptsStayWithTheEntryAndClearTheSuspicion() {
    Member node = Member.join(store());
    long queue = newQueue();
    QueueEntry suspect =
        new QueueEntry(new EntryKey(queue, 5, 1), node.id(), 1, true, ready(queue, 1).message());
    node.send(suspect, ownedBy(node.id(), ready(queue, 2)), ready(queue, 3));
    List<EntryKey> lost =
        node.write(
            t ->
                t.entries()
                    .storeAttempts(
                        node.id(),
                        List.of(
                            new Attempt(suspect.key(), 2),
                            new Attempt(new EntryKey(queue, 5, 2), 7),
                            new Attempt(new EntryKey(queue, 5, 3), 7),
                            new Attempt(new EntryKey(queue, 5, 4), 2))));
    assertThat(lost)
        .containsExactlyInAnyOrder(new EntryKey(queue, 5, 3), new EntryKey(queue, 5, 4));
    List<EntryKey> held = List.of(suspect.key(), new EntryKey(queue, 5, 2));
    node.run(t -> t.entries().release(node.id(), held));
    assertThat(node.claimAll(queue))
        .extracting(e -> e.key().id() + ":" + e.attempts() + ":" + e.suspect())
        .containsExactly("1:2:false", "2:7:false", "3:0:false");
  }

  @Test
  void storingTheSameAttemptsTwiceLosesNothing() {
    Member node = Member.join(store());
    long queue = newQueue();
    QueueEntry entry = ownedBy(node.id(), ready(queue, 1));
    node.send(entry);
    List<Attempt> attempts = List.of(new Attempt(entry.key(), 1));
    node.run(t -> t.entries().storeAttempts(node.id(), attempts));
    List<EntryKey> lost = node.write(t -> t.entries().storeAttempts(node.id(), attempts));
    assertThat(lost).isEmpty();
  }

  @Test
  void twoNodesNeverClaimTheSameEntry() throws Exception {
    long queue = newQueue();
    Member sender = Member.join(store());
    sender.send(many(queue, 1, 1_000));
    CyclicBarrier start = new CyclicBarrier(2);
    Future<List<Long>> one = elsewhere(() -> drain(queue, start));
    Future<List<Long>> two = elsewhere(() -> drain(queue, start));
    List<Long> all = new ArrayList<>(one.get());
    all.addAll(two.get());
    assertThat(all).hasSize(1_000).doesNotHaveDuplicates();
    assertThat(store().destinations().count(queue)).isZero();
  }

  private List<Long> drain(long queue, CyclicBarrier start) throws Exception {
    Member node = Member.join(store());
    start.await();
    List<Long> drained = new ArrayList<>();
    while (store().destinations().count(queue) > 0) {
      List<QueueEntry> claimed = node.claim(ScanStart.ofBeginning(queue), 20).entries();
      assertThat(acknowledge(node, keys(claimed))).isEqualTo(claimed.size());
      drained.addAll(ids(claimed));
    }
    return drained;
  }

  @Test
  void entriesThatAnotherTransactionHasTakenAreNotInTheAnswer() throws Exception {
    long queue = newQueue();
    Member node = Member.join(store());
    Member other = Member.join(store());
    node.send(many(queue, 1, 2));
    try (StoreTransaction open = store().begin(node.next())) {
      Claim one = new Claim(ScanStart.ofBeginning(queue), node.id(), 1, 1_000);
      assertThat(ids(open.entries().claim(one).entries())).containsExactly(1L);
      Future<List<Long>> others = elsewhere(() -> ids(other.claimAll(queue)));
      open.commit();
      assertThat(others.get()).containsExactly(2L);
    }
  }

  @Test
  void rolledBackTransactionNeverHappened() {
    long queue = newQueue();
    Member node = Member.join(store());
    node.send(ready(queue, 1));
    Batch batch = node.next();
    try (StoreTransaction open = store().begin(batch)) {
      open.entries().insert(List.of(ready(queue, 2)));
      open.entries().claim(new Claim(ScanStart.ofBeginning(queue), node.id(), 10, 10_000));
    }
    assertThat(ids(node.claimAll(queue))).containsExactly(1L);
  }

  @Test
  void findReadyNamesTheQueuesWithReadyEntriesAboveTheMarks() {
    Member node = Member.join(store());
    long ready = newQueue();
    long claimed = newQueue();
    long below = newQueue();
    long empty = newQueue();
    node.send(prioritized(ready, 0, 1), ownedBy(node.id(), ready(claimed, 1)), ready(below, 7));
    long[] after = new long[ScanStart.RANKS];
    after[5] = 7;
    assertThat(
            store()
                .findReady(
                    List.of(
                        ScanStart.ofBeginning(claimed),
                        new ScanStart(below, after),
                        new ScanStart(ready, after),
                        ScanStart.ofBeginning(empty))))
        .isEqualTo(Set.of(ready));
    assertThat(store().findReady(List.of())).isEmpty();
  }

  @Test
  void reapMakesADeadNodesEntriesReadyAndSuspectStepByStep() {
    Member dead = Member.join(store());
    Member node = Member.join(store());
    long queue = newQueue();
    for (int id = 1; id <= 9; id++) {
      dead.send(ownedBy(id % 3 == 0 ? node.id() : dead.id(), prioritized(queue, id % 2 * 9, id)));
    }
    List<Stretch> steps = new ArrayList<>();
    EntryKey after = EntryKey.before(queue);
    do {
      EntryKey from = after;
      steps.add(node.write(t -> t.entries().reap(dead.id(), queue, from, 4)));
      after = steps.get(steps.size() - 1).last();
    } while (!steps.get(steps.size() - 1).end());
    assertThat(steps).extracting(Stretch::changed).containsExactly(4, 2);
    boolean heldByDead = node.write(t -> t.entries().isHeldBy(dead.id(), queue));
    boolean heldByNode = node.write(t -> t.entries().isHeldBy(node.id(), queue));
    assertThat(heldByDead).isFalse();
    assertThat(heldByNode).isTrue();
    assertThat(node.claimAll(queue)).hasSize(6).allMatch(QueueEntry::suspect);
  }

  @Test
  void expireSweepsWhatIsReadyAndHasExpired() throws Exception {
    Member node = Member.join(store());
    long queue = newQueue();
    long now = node.record().now();
    Body large = text("x".repeat(100_000));
    node.send(
        expiring(queue, 1, now - 1, large),
        expiring(queue, 2, now + 100_000, large),
        ownedBy(node.id(), expiring(queue, 3, now - 1, text("held"))),
        ready(queue, 4),
        expiring(queue, 5, 1, text("long ago")));
    Stretch first = node.write(t -> t.entries().expire(queue, EntryKey.before(queue), 3));
    Stretch second = node.write(t -> t.entries().expire(queue, first.last(), 3));
    assertThat(first).isEqualTo(new Stretch(1, new EntryKey(queue, 5, 3), false));
    assertThat(second).isEqualTo(new Stretch(1, new EntryKey(queue, 5, 5), true));
    assertThat(ids(node.claimAll(queue))).containsExactly(2L, 4L);
    assertThat(target.query("SELECT DISTINCT id FROM " + table("content"))).containsExactly("2");
  }

  @Test
  void entryWhoseKeyIsThereIsRejectedAndItsBatchCanBeRepeated() {
    Member node = Member.join(store());
    long queue = newQueue();
    node.send(ready(queue, 1));
    assertThatThrownBy(() -> node.send(ready(queue, 2), ready(queue, 1)))
        .isInstanceOf(StoreRejectedException.class);
    node.send(ready(queue, 2));
    assertThat(ids(node.claimAll(queue))).containsExactly(1L, 2L);
  }

  private static int acknowledge(Member node, List<EntryKey> keys) {
    return node.write(transaction -> transaction.entries().acknowledge(node.id(), keys));
  }
}
