package io.tabella.it.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.tabella.store.Body;
import io.tabella.store.BodyKind;
import io.tabella.store.BranchName;
import io.tabella.store.BranchRecord;
import io.tabella.store.BranchState;
import io.tabella.store.Branches.Received;
import io.tabella.store.DestinationKind;
import io.tabella.store.EntryKey;
import io.tabella.store.LogKey;
import io.tabella.store.QueueEntries.Attempt;
import io.tabella.store.QueueEntries.Stretch;
import io.tabella.store.QueueEntry;
import io.tabella.store.Range;
import io.tabella.store.RangeKey;
import io.tabella.store.StagedKey;
import io.tabella.store.StagedMessage;
import io.tabella.store.StoreTransaction;
import io.tabella.store.StoredMessage;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Branches of global transactions. */
abstract class BranchesContract extends Contract {

  private static final long BRANCH = 77;
  private static final BranchName NAME = new BranchName(4711, "00ff", "01");

  private Member member;
  private long queue;

  BranchesContract(StoreTarget target) {
    super(target);
  }

  @BeforeEach
  void join() {
    member = Member.join(store());
    queue = newQueue();
  }

  private BranchRecord record(long id, BranchName name) {
    return new BranchRecord(id, name, BranchState.PREPARED, member.id(), 0, 2, 1);
  }

  private static void discard(Object unused) {}

  private void prepare(StoreTransaction transaction, List<Attempt> received) {
    assertThat(transaction.branches().insert(record(BRANCH, NAME))).isTrue();
    assertThat(transaction.branches().hold(BRANCH, member.id(), received))
        .isEqualTo(received.size());
  }

  /** A branch with two entries, one of which has failed before, and one message sent. */
  private List<EntryKey> prepared() {
    member.send(Entries.ready(queue, 1), Entries.ready(queue, 2), Entries.ready(queue, 3));
    List<EntryKey> keys = Entries.keys(member.claimAll(queue)).subList(0, 2);
    member.run(
        transaction -> {
          prepare(transaction, List.of(new Attempt(keys.get(0), 0), new Attempt(keys.get(1), 3)));
          transaction.staged().insert(List.of(staged(1)));
        });
    return keys;
  }

  private StagedMessage staged(long id) {
    return new StagedMessage(
        new StagedKey(BranchRecord.ownerOf(BRANCH), 0, id),
        queue,
        DestinationKind.QUEUE,
        null,
        0,
        new StoredMessage(Entries.header(4, 0), null, Entries.text("sent " + id)));
  }

  @Test
  void branchIsFoundByItsNameWithWhatItHas() {
    discard(prepared());

    BranchRecord found = store().branches().find(NAME).orElseThrow();

    assertThat(found)
        .isEqualTo(
            new BranchRecord(BRANCH, NAME, BranchState.PREPARED, member.id(), found.since(), 2, 1));
    assertThat(found.since()).isPositive();
    assertThat(store().branches().list()).containsExactly(found);
    assertThat(store().branches().sent(BRANCH)).containsExactly(staged(1));
    assertThat(store().branches().find(new BranchName(4711, "00ff", "02"))).isEmpty();
  }

  @Test
  void longestNameFits() {
    BranchName longest = new BranchName(Integer.MIN_VALUE, "ab".repeat(64), "cd".repeat(64));
    member.run(t -> assertThat(t.branches().insert(record(BRANCH, longest))).isTrue());
    assertThat(store().branches().find(longest)).isPresent();
  }

  @Test
  void nameIsThereOnce() {
    discard(prepared());
    member.run(t -> assertThat(t.branches().insert(record(BRANCH + 1, NAME))).isFalse());
    assertThat(store().branches().list()).hasSize(1);
  }

  @Test
  void whatTheNodeDoesNotHoldIsNotHeldByTheBranch() {
    member.send(Entries.ready(queue, 1));
    EntryKey ready = Entries.ready(queue, 1).key();
    member.run(
        t ->
            assertThat(t.branches().hold(BRANCH, member.id(), List.of(new Attempt(ready, 0))))
                .isZero());
    assertThat(member.claimAll(queue)).hasSize(1);
  }

  @Test
  void nobodyClaimsReapsExpiresOrReleasesWhatABranchHolds() {
    List<EntryKey> keys = prepared();

    Stretch reaped =
        member.write(t -> t.entries().reap(member.id(), queue, EntryKey.before(queue), 100));

    assertThat(reaped.changed()).as("the third").isEqualTo(1);
    assertThat(member.<Integer>write(t -> t.entries().release(member.id(), keys))).isZero();
    assertThat(member.<Boolean>write(t -> t.entries().isHeldBy(member.id(), queue))).isFalse();
    assertThat(
            member
                .<Stretch>write(t -> t.entries().expire(queue, EntryKey.before(queue), 100))
                .changed())
        .isZero();
    assertThat(Entries.ids(Member.join(store()).claimAll(queue))).containsExactly(3L);
  }

  @Test
  void nobodyMovesOrAdoptsWhatABranchHasSent() {
    discard(prepared());
    assertThat(store().dueMessages().findOrphanedLanes()).isEmpty();
    assertThat(store().dueMessages().list(new StagedKey(0, 0, 0), 10)).isEmpty();
  }

  @Test
  void acknowledgedEntriesAreGone() {
    discard(prepared());
    member.run(
        t -> {
          assertThat(t.branches().remove(BRANCH)).isTrue();
          assertThat(t.branches().acknowledge(BRANCH)).isEqualTo(2);
        });
    assertThat(store().branches().list()).isEmpty();
    assertThat(store().queues().content(queue).entries()).isEqualTo(1);
  }

  @Test
  void contentOfAnAcknowledgedEntryIsGoneToo() throws Exception {
    member.send(Entries.ready(queue, 1, new Body.Bytes(BodyKind.BYTES, new byte[300_000])));
    List<EntryKey> keys = Entries.keys(member.claimAll(queue));
    member.run(t -> prepare(t, List.of(new Attempt(keys.get(0), 0))));
    member.run(t -> discard(t.branches().acknowledge(BRANCH)));
    assertThat(target.query("SELECT COUNT(*) FROM " + table("content"))).containsExactly("0");
  }

  @Test
  void releasedEntriesAreReadyAndCounted() {
    List<EntryKey> keys = prepared();
    member.run(
        t -> {
          assertThat(t.branches().remove(BRANCH)).isTrue();
          assertThat(t.branches().release(BRANCH)).isEqualTo(2);
        });
    List<QueueEntry> claimed = Member.join(store()).claimAll(queue);
    assertThat(Entries.keys(claimed)).isEqualTo(keys);
    assertThat(claimed).extracting(QueueEntry::attempts).containsExactly(1, 4);
  }

  @Test
  void ofTwoWhoEndABranchOneFindsNothing() throws Exception {
    discard(prepared());
    Member other = Member.join(store());
    CountDownLatch removed = new CountDownLatch(1);
    Future<Boolean> later;
    try (StoreTransaction first = store().begin(member.next())) {
      assertThat(first.branches().remove(BRANCH)).isTrue();
      later =
          elsewhere(
              () ->
                  other.write(
                      t -> {
                        removed.countDown();
                        return t.branches().remove(BRANCH);
                      }));
      removed.await();
      first.commit();
      member.count();
    }
    assertThat(later.get()).isFalse();
  }

  @Test
  void administratorsDecisionStaysUntilItIsForgotten() {
    discard(prepared());
    member.run(t -> assertThat(t.branches().forget(BRANCH)).as("prepared").isFalse());
    member.run(t -> assertThat(t.branches().decide(BRANCH, BranchState.ROLLED_BACK)).isTrue());
    assertThat(store().branches().find(NAME).orElseThrow().state())
        .isEqualTo(BranchState.ROLLED_BACK);
    member.run(t -> assertThat(t.branches().decide(BRANCH, BranchState.COMMITTED)).isFalse());
    member.run(t -> assertThat(t.branches().remove(BRANCH)).isFalse());
    member.run(t -> assertThat(t.branches().forget(BRANCH)).isTrue());
    assertThat(store().branches().list()).isEmpty();
  }

  // Topics.

  private final LogKey log = new LogKey(5, 6);

  private RangeKey key(long first) {
    return new RangeKey(9, log, first);
  }

  private List<Range> ranges() {
    return store().topics().ranges(List.of(9L));
  }

  @Test
  void messageOfATopicIsARangeOfItsOwnBesideTheOneItComesFrom() {
    member.run(
        t -> {
          t.subscriptions().open(List.of(Range.fresh(key(3), 10, member.id())));
          t.branches().hold(BRANCH, List.of(new Received(9, log, 5, 2)));
        });

    Range held = ranges().get(1);

    assertThat(held.key()).isEqualTo(key(5));
    assertThat(held.owner()).isEqualTo(-BRANCH);
    assertThat(held.firstOpen()).isEqualTo(5);
    assertThat(held.last()).isEqualTo(5);
    member.run(t -> assertThat(t.subscriptions().reap(9, member.id())).isEqualTo(1));
    member.run(t -> assertThat(t.subscriptions().take(held.key(), member.id())).isEmpty());
  }

  @Test
  void firstMessagesOfARangeFindAPlaceToo() {
    member.run(
        t -> {
          t.subscriptions().open(List.of(Range.fresh(key(1), 10, member.id())));
          t.branches()
              .hold(BRANCH, List.of(new Received(9, log, 2, 0), new Received(9, log, 1, 0)));
        });
    assertThat(ranges().stream().filter(range -> range.owner() == -BRANCH))
        .extracting(Range::firstOpen)
        .containsExactlyInAnyOrder(1L, 2L);
    member.run(t -> assertThat(t.branches().acknowledge(BRANCH)).isEqualTo(2));
    assertThat(ranges()).extracting(Range::key).containsExactly(key(1));
  }

  @Test
  void releasedMessageOfATopicIsFreeAndCounted() {
    member.run(
        t -> {
          t.subscriptions().open(List.of(Range.fresh(key(5), 10, member.id())));
          t.branches().hold(BRANCH, List.of(new Received(9, log, 5, 2)));
        });
    member.run(t -> assertThat(t.branches().release(BRANCH)).isEqualTo(1));

    Range free = ranges().get(0);

    assertThat(free.owner()).isEqualTo(Range.FREE);
    assertThat(free.firstOpen()).isEqualTo(5);
    assertThat(free.last()).isEqualTo(5);
    assertThat(free.isDelivered(5)).isTrue();
    assertThat(free.probed()).isEqualTo(5);
    assertThat(free.attempts()).isEqualTo(3);
    assertThat(free.suspect()).isFalse();
  }
}
