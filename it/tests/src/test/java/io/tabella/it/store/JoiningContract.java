package io.tabella.it.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tabella.store.Body;
import io.tabella.store.BodyKind;
import io.tabella.store.Branches.Received;
import io.tabella.store.EntryKey;
import io.tabella.store.HeldKey;
import io.tabella.store.JoinRefusedException;
import io.tabella.store.Joining.Removed;
import io.tabella.store.LogKey;
import io.tabella.store.QueueEntry;
import io.tabella.store.Range;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Work in callers' own transactions, and what became of it. */
abstract class JoiningContract extends Contract {

  private Member member;
  private long queue;
  private Connection callers;

  JoiningContract(StoreTarget target) {
    super(target);
  }

  @BeforeEach
  void join() throws SQLException {
    member = Member.join(store());
    queue = newQueue();
    callers = closing(target.connect());
    callers.setAutoCommit(false);
  }

  private boolean remove(EntryKey key) {
    return store()
        .joining()
        .within(callers, work -> work.entries().acknowledge(member.id(), List.of(key)) == 1);
  }

  private Removed removed(HeldKey... keys) {
    return store().joining().removed(member.id(), List.of(keys));
  }

  private List<EntryKey> claimed(int count) {
    member.send(Entries.many(queue, 1, count).toArray(QueueEntry[]::new));
    return Entries.keys(member.claimAll(queue));
  }

  @Test
  void removedEntryIsGoneWhenTheCallerHasCommitted() throws SQLException {
    EntryKey key = claimed(1).get(0);
    assertThat(remove(key)).isTrue();
    assertThat(removed(key)).isEqualTo(new Removed(Set.of(), Set.of()));

    callers.commit();

    assertThat(removed(key).gone()).containsExactly(key);
    assertThat(removed(key).back()).isEmpty();
  }

  @Test
  void removedEntryIsBackWhenTheCallerHasRolledBack() throws SQLException {
    EntryKey key = claimed(1).get(0);
    assertThat(remove(key)).isTrue();

    callers.rollback();

    assertThat(removed(key).back()).containsExactly(key);
    assertThat(removed(key).gone()).isEmpty();
  }

  @Test
  void eachEntryIsJudgedForItself() throws SQLException {
    List<EntryKey> keys = claimed(3);
    assertThat(remove(keys.get(0))).isTrue();
    callers.commit();
    assertThat(remove(keys.get(1))).isTrue();

    Removed removed = removed(keys.toArray(HeldKey[]::new));

    assertThat(removed.gone()).containsExactly(keys.get(0));
    assertThat(removed.back()).containsExactly(keys.get(2));
  }

  @Test
  void savepointThatIsRolledBackIsFoundWithItsTransaction() throws SQLException {
    EntryKey key = claimed(1).get(0);
    var savepoint = callers.setSavepoint();
    assertThat(remove(key)).isTrue();
    callers.rollback(savepoint);
    callers.commit();
    assertThat(removed(key).back()).containsExactly(key);
  }

  @Test
  void entryOfAnotherOwnerIsNotRemoved() {
    EntryKey key = claimed(1).get(0);
    member.run(transaction -> transaction.entries().release(member.id(), List.of(key)));
    assertThat(remove(key)).isFalse();
    assertThat(removed(key).gone()).containsExactly(key);
  }

  @Test
  void reaperSkipsWhatACallerHasRemoved() throws SQLException {
    List<EntryKey> keys = claimed(2);
    assertThat(remove(keys.get(0))).isTrue();
    Member reaper = Member.join(store());

    reaper.run(
        transaction ->
            assertThat(
                    transaction
                        .entries()
                        .reap(member.id(), queue, EntryKey.before(queue), 100)
                        .changed())
                .isOne());

    callers.commit();
    assertThat(Entries.keys(reaper.claimAll(queue))).containsExactly(keys.get(1));
  }

  @Test
  void largeBodiesGoWithTheirEntriesAndHoldUpNobody() throws Exception {
    Body large = new Body.Bytes(BodyKind.BYTES, new byte[200_000]);
    member.send(Entries.ready(queue, 1, large));
    QueueEntry entry = member.claimAll(queue).get(0);
    long content = ((Body.Elsewhere) entry.message().body()).contentId();
    store()
        .joining()
        .within(
            callers,
            work -> {
              work.entries().acknowledge(member.id(), List.of(entry.key()));
              work.entries().discardContents(List.of(content));
              return work;
            });

    elsewhere(
            () -> {
              member.send(Entries.ready(queue, 2, large), Entries.ready(queue, 3, large));
              return member;
            })
        .get(10, TimeUnit.SECONDS);

    callers.commit();
    assertThatThrownBy(() -> store().read((Body.Elsewhere) entry.message().body()))
        .hasMessageContaining("gone");
    assertThat(member.claimAll(queue)).hasSize(2);
  }

  @Test
  void sentEntryIsVisibleWhenTheCallerHasCommitted() throws SQLException {
    QueueEntry entry = Entries.ready(queue, 1);
    store().joining().within(callers, work -> work.entries().insert(List.of(entry)));
    assertThat(store().joining().visible(List.of(entry.key()))).isEmpty();
    callers.commit();
    assertThat(store().joining().visible(List.of(entry.key()))).containsExactly(entry.key());
  }

  @Test
  void messageOfATopicIsRemovedAsARangeOfItsOwn() throws SQLException {
    LogKey log = new LogKey(newQueue(), 4711);
    List<Range> ranges = new ArrayList<>();
    for (long seq = 1; seq <= 3; seq++) {
      Received received = new Received(9, log, seq, 0);
      member.run(t -> ranges.add(t.subscriptions().openAlone(member.id(), received, key -> false)));
    }
    assertThat(finish(ranges.get(0))).isTrue();
    callers.commit();
    assertThat(finish(ranges.get(1))).isTrue();

    Removed open = removed(ranges.stream().map(Range::key).toArray(HeldKey[]::new));

    assertThat(open.gone()).containsExactly(ranges.get(0).key());
    assertThat(open.back()).containsExactly(ranges.get(2).key());
    callers.rollback();
    assertThat(removed(ranges.get(1).key()).back()).hasSize(1);
  }

  private boolean finish(Range range) {
    return store()
        .joining()
        .within(
            callers, work -> work.subscriptions().finish(member.id(), List.of(range.key())) == 1);
  }

  @Test
  void onlyATransactionOfThisDatabaseIsJoined() throws SQLException {
    store().joining().check(callers);
    callers.rollback();
    callers.setAutoCommit(true);
    assertThatThrownBy(() -> store().joining().check(callers))
        .isInstanceOf(JoinRefusedException.class);
    assertThatThrownBy(() -> remove(new EntryKey(queue, 5, 1)))
        .isInstanceOf(JoinRefusedException.class);
    callers.close();
    assertThatThrownBy(() -> store().joining().check(callers))
        .isInstanceOf(JoinRefusedException.class)
        .hasMessageContaining("closed");
  }
}
