package io.tabella.it.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.tabella.store.Body;
import io.tabella.store.BodyKind;
import io.tabella.store.DestinationKind;
import io.tabella.store.StagedKey;
import io.tabella.store.StagedMessage;
import io.tabella.store.StoredMessage;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Messages that are not due yet. */
abstract class StagedContract extends Contract {

  private static final long PAST = 1_000;
  private static final long FUTURE = 99_999_999_999_999L;

  private Member member;
  private long lane;

  StagedContract(StoreTarget target) {
    super(target);
  }

  @BeforeEach
  void join() {
    member = Member.join(store());
    lane = member.record().ledgers().lanes().get(0);
  }

  private StagedMessage staged(long dueAt, long id) {
    return new StagedMessage(
        new StagedKey(lane, dueAt, id),
        5,
        DestinationKind.TOPIC,
        "me",
        2,
        new StoredMessage(Entries.header(4, 0), null, new Body.Text(BodyKind.TEXT, "body " + id)));
  }

  private void insert(StagedMessage... messages) {
    member.run(transaction -> transaction.staged().insert(List.of(messages)));
  }

  @Test
  void whatIsDueIsFoundInOrderAsItWasStored() {
    StagedMessage first = staged(PAST, 2);
    StagedMessage second = staged(PAST + 1, 1);
    insert(second, staged(FUTURE, 3), first);
    assertThat(store().dueMessages().findDue(lane, 10)).containsExactly(first, second);
    assertThat(store().dueMessages().findDue(lane, 1)).containsExactly(first);
    assertThat(store().dueMessages().nextDueAt(lane)).contains(PAST);
    assertThat(store().dueMessages().nextDueAt(lane + 1)).isEmpty();
  }

  @Test
  void rowsAreRemovedOnce() {
    StagedMessage one = staged(PAST, 1);
    insert(one, staged(FUTURE, 2));
    List<StagedKey> keys = List.of(one.key());
    assertThat(member.<Integer>write(t -> t.staged().delete(keys))).isEqualTo(1);
    assertThat(member.<Integer>write(t -> t.staged().delete(keys))).isZero();
    assertThat(store().dueMessages().nextDueAt(lane)).contains(FUTURE);
  }

  @Test
  void rowsOfALaneThatIsGoneGoToAnother() {
    Member dead = Member.joinFor(store(), DEAD_AT_ONCE);
    long deadLane = dead.record().ledgers().lanes().get(0);
    StagedMessage message =
        new StagedMessage(
            new StagedKey(deadLane, PAST, 1),
            5,
            DestinationKind.QUEUE,
            null,
            0,
            staged(PAST, 1).message());
    insert(message, staged(PAST, 2));
    assertThat(store().dueMessages().findOrphanedLanes()).isEmpty();
    store().nodes().fence(dead.id());
    assertThat(store().dueMessages().findOrphanedLanes()).containsExactly(deadLane);
    assertThat(member.<Integer>write(t -> t.staged().adopt(deadLane, lane))).isEqualTo(1);
    assertThat(store().dueMessages().findDue(lane, 10)).hasSize(2);
  }

  @Test
  void largeBodyOfAStagedMessageCanBeRead() {
    Body large = new Body.Bytes(BodyKind.BYTES, new byte[300_000]);
    StagedMessage message = staged(PAST, 1);
    insert(
        new StagedMessage(
            message.key(),
            5,
            DestinationKind.QUEUE,
            null,
            0,
            new StoredMessage(message.message().header(), null, large)));
    Body stored = store().dueMessages().findDue(lane, 1).get(0).message().body();
    assertThat(store().read((Body.Elsewhere) stored).size()).isEqualTo(300_000);
  }
}
