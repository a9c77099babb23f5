package io.tabella.it.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.tabella.store.EntryKey;
import io.tabella.store.LastValues.LastValue;
import io.tabella.store.QueueEntry;
import io.tabella.store.StoreConflictException;
import io.tabella.store.StoreTransaction;
import java.util.List;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Which entries have the newest value of their key. */
abstract class LastValuesContract extends Contract {

  private static final long QUEUE = 7;

  LastValuesContract(StoreTarget target) {
    super(target);
  }

  private static EntryKey entry(long id) {
    return new EntryKey(QUEUE, 5, id);
  }

  private static LastValue value(String key, long id) {
    return new LastValue(key, entry(id));
  }

  private static List<EntryKey> set(Member member, LastValue... values) {
    return member.write(transaction -> transaction.lastValues().set(List.of(values)));
  }

  @Test
  void newestValueTellsTheOneBefore() {
    Member one = Member.join(store());
    Member other = Member.join(store());
    assertThat(set(one, value("b", 1), value("a", 2), value("A", 3))).isEmpty();
    assertThat(set(other, value("b", 4), value("c", 5))).containsExactly(entry(1));
    assertThat(set(one, value("b", 6), value("a", 7), value("c", 8)))
        .containsExactlyInAnyOrder(entry(4), entry(2), entry(5));
  }

  @Test
  void ofTwoWhoSetAtOnceTheSecondFindsTheFirst() throws Exception {
    Member one = Member.join(store());
    Member other = Member.join(store());
    set(one, value("a", 1));
    Future<List<EntryKey>> second;
    try (StoreTransaction transaction = store().begin(one.next())) {
      transaction.lastValues().set(List.of(value("a", 2)));
      second = elsewhere(() -> set(other, value("a", 3)));
      Thread.sleep(200);
      assertThat(second.isDone()).isFalse();
      transaction.commit();
      one.count();
    }
    assertThat(second.get()).containsExactly(entry(2));
  }

  @Test
  void ofTwoWhoSetAKeyForTheFirstTimeTheSecondFindsTheFirst() throws Exception {
    Member one = Member.join(store());
    Member other = Member.join(store());
    Future<List<EntryKey>> second;
    try (StoreTransaction transaction = store().begin(one.next())) {
      transaction.lastValues().set(List.of(value("a", 1)));
      second = elsewhere(() -> insistently(other, value("a", 2)));
      Thread.sleep(200);
      assertThat(second.isDone()).isFalse();
      transaction.commit();
      one.count();
    }
    assertThat(second.get()).containsExactly(entry(1));
  }

  /** As a lane does: again after a conflict. */
  private static List<EntryKey> insistently(Member member, LastValue value) {
    while (true) {
      try {
        return set(member, value);
      } catch (StoreConflictException e) {
        Thread.onSpinWait();
      }
    }
  }

  @Test
  void whatIsTidiedHasNoEntry() throws Exception {
    Member member = Member.join(store());
    QueueEntry there = Entries.ready(QUEUE, 2);
    member.send(there);
    set(member, value("a", 1), new LastValue("b", there.key()), value("c", 3), value("d", 4));
    LastValue last = member.write(transaction -> transaction.lastValues().tidy(null, 3));
    assertThat(last).isEqualTo(value("c", 3));
    assertThat(left()).isEqualTo(2);
    LastValue end = member.write(transaction -> transaction.lastValues().tidy(last, 3));
    assertThat(end).isNull();
    assertThat(left()).isEqualTo(1);
    assertThat(set(member, value("a", 5), value("b", 6))).containsExactly(there.key());
  }

  @Test
  void removedQueueLeavesNone() throws Exception {
    Member member = Member.join(store());
    set(member, value("a", 1));
    member.run(transaction -> transaction.entries().drop(QUEUE));
    assertThat(left()).isZero();
  }

  private long left() throws Exception {
    return Long.parseLong(target.query("SELECT COUNT(*) FROM " + table("last_value")).get(0));
  }
}
