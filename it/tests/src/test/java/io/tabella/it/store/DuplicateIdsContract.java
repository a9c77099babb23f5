package io.tabella.it.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.tabella.store.DuplicateIds.DuplicateId;
import io.tabella.store.StoreConflictException;
import io.tabella.store.StoreTransaction;
import java.util.List;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Which messages were sent already. */
abstract class DuplicateIdsContract extends Contract {

  private static final long QUEUE = 7;
  private static final long HOUR = 3_600_000;

  DuplicateIdsContract(StoreTarget target) {
    super(target);
  }

  private static DuplicateId id(String text, long mark) {
    return new DuplicateId(QUEUE, text, HOUR, mark);
  }

  private static List<DuplicateId> note(Member member, DuplicateId... ids) {
    return member.write(transaction -> transaction.duplicates().note(List.of(ids)));
  }

  @Test
  void whatIsNotedAgainWasSentBefore() {
    Member one = Member.join(store());
    Member other = Member.join(store());
    assertThat(note(one, id("b", 1), id("a", 2), id("A", 3))).isEmpty();
    assertThat(note(other, id("c", 4), id("b", 5))).containsExactly(id("b", 5));
    assertThat(note(one, id("c", 6), id("b", 7))).containsExactly(id("b", 7), id("c", 6));
  }

  @Test
  void identifiersOfTwoDestinationsHaveNothingToDoWithOneAnother() {
    Member member = Member.join(store());
    note(member, id("a", 1));
    assertThat(note(member, new DuplicateId(QUEUE + 1, "a", HOUR, 2), id("a", 3)))
        .containsExactly(id("a", 3));
  }

  @Test
  void identifierIsFreeWhenItsWindowHasPassed() {
    Member member = Member.join(store());
    note(member, new DuplicateId(QUEUE, "a", 0, 1), id("b", 2));
    assertThat(note(member, id("a", 3), id("b", 4))).containsExactly(id("b", 4));
    assertThat(note(member, id("a", 5))).containsExactly(id("a", 5));
  }

  @Test
  void whatIsRolledBackIsNotNoted() {
    Member member = Member.join(store());
    try (StoreTransaction transaction = store().begin(member.next())) {
      transaction.duplicates().note(List.of(id("a", 1)));
    }
    assertThat(note(member, id("a", 2))).isEmpty();
  }

  @Test
  void ofTwoWhoNoteAtOnceTheSecondWaitsAndFindsItTaken() throws Exception {
    Member one = Member.join(store());
    Member other = Member.join(store());
    Future<List<DuplicateId>> second;
    try (StoreTransaction transaction = store().begin(one.next())) {
      assertThat(transaction.duplicates().note(List.of(id("a", 1)))).isEmpty();
      second = elsewhere(() -> insistently(other, id("a", 2)));
      Thread.sleep(200);
      assertThat(second.isDone()).isFalse();
      transaction.commit();
      one.count();
    }
    assertThat(second.get()).containsExactly(id("a", 2));
  }

  @Test
  void ofTwoWhoNoteAtOnceTheSecondGetsItWhenTheFirstRollsBack() throws Exception {
    Member one = Member.join(store());
    Member other = Member.join(store());
    Future<List<DuplicateId>> second;
    try (StoreTransaction transaction = store().begin(one.next())) {
      transaction.duplicates().note(List.of(id("a", 1)));
      second = elsewhere(() -> insistently(other, id("a", 2)));
      Thread.sleep(200);
      assertThat(second.isDone()).isFalse();
    }
    assertThat(second.get()).isEmpty();
  }

  /** As a lane does: again after a conflict. */
  private static List<DuplicateId> insistently(Member member, DuplicateId id) {
    while (true) {
      try {
        return note(member, id);
      } catch (StoreConflictException e) {
        Thread.onSpinWait();
      }
    }
  }

  @Test
  void manyAreNotedTogether() {
    Member member = Member.join(store());
    DuplicateId[] odd = ids(LongStream.range(0, 700).filter(n -> n % 2 == 1), 10_000);
    DuplicateId[] all = ids(LongStream.range(0, 700), 20_000);
    assertThat(note(member, odd)).isEmpty();
    assertThat(note(member, all)).hasSize(350).allMatch(id -> id.mark() % 2 == 1);
    assertThat(note(member, ids(LongStream.range(0, 700), 30_000))).hasSize(700);
  }

  private static DuplicateId[] ids(LongStream numbers, long firstMark) {
    return numbers
        .mapToObj(n -> id("order " + n + " für 💶", firstMark + n))
        .toArray(DuplicateId[]::new);
  }

  @Test
  void onlyThoseWhoseWindowHasPassedAreForgotten() {
    Member member = Member.join(store());
    note(member, new DuplicateId(QUEUE, "a", 0, 1), new DuplicateId(QUEUE + 1, "b", 0, 2));
    note(member, new DuplicateId(QUEUE, "c", 0, 3), id("d", 4));
    assertThat(forget(member, 2)).isEqualTo(2);
    assertThat(forget(member, 2)).isEqualTo(1);
    assertThat(forget(member, 2)).isZero();
    assertThat(note(member, id("d", 5))).hasSize(1);
  }

  private static int forget(Member member, int limit) {
    return member.write(transaction -> transaction.duplicates().forget(limit));
  }
}
