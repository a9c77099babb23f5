package io.tabella.it.store;

import static io.tabella.it.store.Entries.ids;
import static io.tabella.it.store.Entries.keys;
import static io.tabella.it.store.Entries.many;
import static io.tabella.it.store.Entries.ownedBy;
import static io.tabella.it.store.Entries.prioritized;
import static io.tabella.it.store.Entries.ready;
import static org.assertj.core.api.Assertions.assertThat;

import io.tabella.store.Body;
import io.tabella.store.BodyKind;
import io.tabella.store.DestinationKind;
import io.tabella.store.EntryKey;
import io.tabella.store.QueueEntry;
import io.tabella.store.Queues;
import io.tabella.store.Queues.Looked;
import io.tabella.store.ScanStart;
import io.tabella.store.StoreTransaction;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Looking at queues, taking what was picked, and removing queues. */
abstract class QueuesContract extends Contract {

  private static final long QUEUE = 7;

  private Member member;

  QueuesContract(StoreTarget target) {
    super(target);
  }

  @BeforeEach
  void join() {
    member = Member.join(store());
  }

  private Queues queues() {
    return store().queues();
  }

  private static List<Long> looked(List<Looked> entries) {
    return entries.stream().map(entry -> entry.key().id()).toList();
  }

  @Test
  void lookGivesReadyEntriesInOrderWithoutBodies() {
    member.send(
        prioritized(QUEUE, 4, 1),
        prioritized(QUEUE, 9, 2),
        ownedBy(member.id(), prioritized(QUEUE, 4, 3)),
        prioritized(QUEUE, 4, 4));
    List<Looked> found = queues().look(ScanStart.ofBeginning(QUEUE), 10);
    assertThat(looked(found)).containsExactly(2L, 1L, 4L);
    assertThat(found).allMatch(entry -> entry.message().body() instanceof Body.Empty);
    assertThat(found.get(0).message().header().priority()).isEqualTo(9);
    assertThat(looked(queues().look(ScanStart.ofBeginning(QUEUE), 2))).containsExactly(2L, 1L);
  }

  @Test
  void lookGoesOnBehindAKey() {
    member.send(
        prioritized(QUEUE, 9, 2),
        prioritized(QUEUE, 4, 1),
        prioritized(QUEUE, 4, 4),
        prioritized(QUEUE, 0, 3));
    ScanStart start = ScanStart.ofBeginning(QUEUE).above(prioritized(QUEUE, 4, 1).key());
    assertThat(looked(queues().look(start, 10))).containsExactly(4L, 3L);
  }

  @Test
  void lookIsNotHeldUpByAnOpenTransaction() {
    member.send(many(QUEUE, 1, 3));
    try (StoreTransaction open = store().begin(member.next())) {
      open.entries().claim(member.id(), List.of(ready(QUEUE, 2).key()));
      assertThat(looked(queues().look(ScanStart.ofBeginning(QUEUE), 10)))
          .containsExactly(1L, 2L, 3L);
    }
  }

  @Test
  void claimGivesThoseThatAreStillReadyInOrderWithTheirBodies() {
    List<QueueEntry> entries = many(QUEUE, 1, 5);
    member.send(entries);
    Member other = Member.join(store());
    other.run(transaction -> transaction.entries().claim(other.id(), keys(entries.subList(1, 3))));

    List<QueueEntry> claimed =
        member.write(transaction -> transaction.entries().claim(member.id(), keys(entries)));

    assertThat(ids(claimed)).containsExactly(1L, 4L, 5L);
    assertThat(claimed).allMatch(entry -> entry.owner() == member.id());
    assertThat(claimed.get(0).message().body()).isEqualTo(entries.get(0).message().body());
  }

  @Test
  void browseGivesAllInChunksWhoeverHoldsThem() {
    member.send(many(QUEUE, 1, 3));
    member.send(ownedBy(member.id(), prioritized(QUEUE, 9, 4)));
    List<QueueEntry> first = queues().browse(EntryKey.before(QUEUE), 2, Long.MAX_VALUE);
    assertThat(ids(first)).containsExactly(4L, 1L);
    assertThat(ids(queues().browse(first.get(1).key(), 10, Long.MAX_VALUE)))
        .containsExactly(2L, 3L);
    assertThat(ids(queues().browse(EntryKey.before(QUEUE), 10, 1))).containsExactly(4L);
    assertThat(queues().browse(EntryKey.before(QUEUE + 1), 10, 1)).isEmpty();
  }

  @Test
  void queuesWithEntriesAreFoundOneAfterAnother() {
    member.send(ready(7, 1), ready(9, 2), ready(9, 3));
    assertThat(queues().findFilledAfter(0)).contains(7L);
    assertThat(queues().findFilledAfter(7)).contains(9L);
    assertThat(queues().findFilledAfter(9)).isEmpty();
  }

  @Test
  void removedEntriesAreGoneWithTheirContents() throws Exception {
    Body large = new Body.Bytes(BodyKind.BYTES, new byte[200_000]);
    member.send(ready(QUEUE, 1, large), ownedBy(member.id(), ready(QUEUE, 2, large)));
    member.send(ready(QUEUE, 3), ready(QUEUE + 1, 4));
    assertThat(remove(2)).isEqualTo(2);
    assertThat(ids(queues().browse(EntryKey.before(QUEUE), 10, Long.MAX_VALUE)))
        .containsExactly(3L);
    assertThat(remove(2)).isEqualTo(1);
    assertThat(store().destinations().count(QUEUE + 1)).isEqualTo(1);
    assertThat(target.query("SELECT COUNT(*) FROM " + table("content"))).containsExactly("0");
  }

  private int remove(int limit) {
    return member.write(transaction -> transaction.entries().remove(QUEUE, limit));
  }

  @Test
  void droppedQueueIsForgotten() {
    long queue = store().destinations().findOrCreate(DestinationKind.QUEUE, "gone").id();
    member.run(transaction -> transaction.holdings().announce(member.id(), queue));
    member.run(transaction -> transaction.entries().drop(queue));
    assertThat(store().destinations().find(DestinationKind.QUEUE, "gone")).isEmpty();
    assertThat(store().nodes().findHoldings(member.id())).isEmpty();
  }
}
