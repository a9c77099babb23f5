package io.tabella.it.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tabella.store.LogKey;
import io.tabella.store.Progress.Cursor;
import io.tabella.store.Range;
import io.tabella.store.RangeKey;
import io.tabella.store.StoreConflictException;
import io.tabella.store.StoreRejectedException;
import io.tabella.store.SubscriptionKind;
import io.tabella.store.SubscriptionRecord;
import io.tabella.store.SubscriptionSpec;
import io.tabella.store.Subscriptions.Acknowledged;
import io.tabella.store.Subscriptions.Released;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Subscriptions, and how far they are. */
abstract class SubscriptionsContract extends Contract {

  private static final LogKey LOG = new LogKey(7, 8);
  private static final SubscriptionSpec SPEC =
      new SubscriptionSpec(SubscriptionKind.DURABLE, "me", "mine", "prices", "a = 1", true);

  private Member member;
  private Member other;

  SubscriptionsContract(StoreTarget target) {
    super(target);
  }

  @BeforeEach
  void joinNodes() {
    member = Member.join(store());
    other = Member.join(store());
  }

  private long create(SubscriptionSpec spec, long holder) {
    return member.write(transaction -> transaction.subscriptions().create(spec, holder));
  }

  private long newest() {
    return member.write(transaction -> transaction.subscriptions().newest());
  }

  @Test
  void newestIdGrowsEvenWhenTheNewestIsGone() {
    assertThat(newest()).isZero();
    long first = create();
    assertThat(newest()).isEqualTo(first);
    member.run(transaction -> transaction.subscriptions().delete(first));
    assertThat(create()).isGreaterThan(first).isEqualTo(newest());
  }

  private long create() {
    return create(SPEC, SubscriptionRecord.NOBODY);
  }

  private RangeKey key(long subscription, long first) {
    return new RangeKey(subscription, LOG, first);
  }

  private Range open(long subscription, long first, long owner) {
    Range range = Range.fresh(key(subscription, first), first + 99, owner);
    member.run(transaction -> transaction.subscriptions().open(List.of(range)));
    return range;
  }

  private Range found(long subscription, long first) {
    return store().topics().ranges(List.of(subscription)).stream()
        .filter(range -> range.key().first() == first)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void subscriptionIsFoundAsItWasMade() {
    long id = create(SPEC, member.id());
    SubscriptionRecord record = new SubscriptionRecord(id, SPEC, member.id());
    assertThat(store().topics().list()).containsExactly(record);
    assertThat(store().topics().find(true, "me", "mine")).contains(record);
    assertThat(store().topics().find(false, "me", "mine")).isEmpty();
    assertThat(store().topics().find(true, "ME", "mine")).isEmpty();
    assertThat(store().topics().findHeldBy(member.id())).containsExactly(record);
  }

  @Test
  void sameNameIsMadeOnceButForOneThatIsNotDurable() {
    create();
    assertThatThrownBy(this::create).isInstanceOf(StoreConflictException.class);
    create(
        new SubscriptionSpec(SubscriptionKind.SHARED, "me", "mine", "prices", null, false),
        SubscriptionRecord.NOBODY);
  }

  @Test
  void tooLongNameIsRefusedByName() {
    SubscriptionSpec spec =
        new SubscriptionSpec(
            SubscriptionKind.DURABLE, "me", "n".repeat(201), "prices", null, false);
    assertThatThrownBy(() -> create(spec, 0))
        .isInstanceOf(StoreRejectedException.class)
        .hasMessageContaining("201 characters");
  }

  @Test
  void holderIsComparedAndSet() {
    long id = create();
    assertThat(member.<Boolean>write(t -> t.subscriptions().hold(id, member.id()))).isTrue();
    assertThat(other.<Boolean>write(t -> t.subscriptions().hold(id, other.id()))).isFalse();
    assertThat(other.<Boolean>write(t -> t.subscriptions().letGo(id, other.id()))).isFalse();
    assertThat(member.<Boolean>write(t -> t.subscriptions().letGo(id, member.id()))).isTrue();
    assertThat(other.<Boolean>write(t -> t.subscriptions().hold(id, other.id()))).isTrue();
  }

  @Test
  void membersComeAndGo() {
    long id = create();
    member.run(t -> t.subscriptions().join(id, member.id()));
    member.run(t -> t.subscriptions().join(id, member.id()));
    member.run(t -> t.subscriptions().join(id, other.id()));
    assertThat(member.<List<Long>>write(t -> t.subscriptions().members(id)))
        .containsExactly(member.id(), other.id());
    assertThat(store().topics().findHeldBy(other.id())).hasSize(1);
    assertThat(member.<Boolean>write(t -> t.subscriptions().leave(id, other.id()))).isTrue();
    assertThat(member.<Boolean>write(t -> t.subscriptions().leave(id, other.id()))).isFalse();
  }

  @Test
  void cursorWithoutARowStandsAtOne() {
    long id = create();
    assertThat(member.<Boolean>write(t -> t.subscriptions().advance(id, LOG, 2, 5))).isFalse();
    assertThat(member.<Boolean>write(t -> t.subscriptions().advance(id, LOG, 1, 5))).isTrue();
    assertThat(other.<Boolean>write(t -> t.subscriptions().advance(id, LOG, 1, 9))).isFalse();
    assertThat(other.<Boolean>write(t -> t.subscriptions().advance(id, LOG, 5, 9))).isTrue();
    assertThat(store().topics().cursors(List.of(id))).containsExactly(new Cursor(id, LOG, 9));
    member.run(t -> t.subscriptions().setCursor(id, LOG, 3));
    assertThat(store().topics().cursors(List.of(id))).containsExactly(new Cursor(id, LOG, 3));
  }

  @Test
  void ofTwoWhoMoveACursorAtOnceOneDoes() throws Exception {
    long id = create();
    for (long from = 1; from < 20; from++) {
      long at = from;
      Future<Boolean> one = elsewhere(() -> advance(member, id, at));
      Future<Boolean> two = elsewhere(() -> advance(other, id, at));
      assertThat(List.of(one.get(), two.get())).containsExactlyInAnyOrder(true, false);
    }
  }

  private static boolean advance(Member member, long id, long from) {
    while (true) {
      try {
        return member.write(t -> t.subscriptions().advance(id, LOG, from, from + 1));
      } catch (StoreConflictException e) {
        // A lane would try again, too.
      }
    }
  }

  @Test
  void rangeHasAnOwnerWhoAloneMarksIt() {
    long id = create();
    open(id, 1, member.id());
    byte[] bits = {5};
    List<Acknowledged> marks = List.of(new Acknowledged(key(id, 1), bits));

    assertThat(member.<List<RangeKey>>write(t -> t.subscriptions().acknowledge(member.id(), marks)))
        .isEmpty();
    assertThat(other.<List<RangeKey>>write(t -> t.subscriptions().acknowledge(other.id(), marks)))
        .containsExactly(key(id, 1));

    Range range = found(id, 1);
    assertThat(range.acknowledged()).isEqualTo(bits);
    assertThat(range.isAcknowledged(1)).isTrue();
    assertThat(range.isAcknowledged(2)).isFalse();
    assertThat(range.firstOpen()).isEqualTo(2);
  }

  @Test
  void manyRangesAreMarkedAtOnceEachWithItsOwnBits() {
    List<Acknowledged> marks = new ArrayList<>();
    List<RangeKey> keys = new ArrayList<>();
    for (int i = 1; i <= 77; i++) {
      long id =
          create(
              new SubscriptionSpec(SubscriptionKind.DURABLE, "", "s" + i, "prices", null, false),
              member.id());
      open(id, 1, member.id());
      marks.add(new Acknowledged(key(id, 1), new byte[] {(byte) i}));
      keys.add(key(id, 1));
    }
    assertThat(member.<List<RangeKey>>write(t -> t.subscriptions().acknowledge(member.id(), marks)))
        .isEmpty();
    for (int i = 1; i <= 77; i++) {
      assertThat(found(keys.get(i - 1).subscription(), 1).acknowledged())
          .isEqualTo(new byte[] {(byte) i});
    }
    assertThat(member.<Integer>write(t -> t.subscriptions().finish(member.id(), keys)))
        .isEqualTo(77);
  }

  @Test
  void finishedRangeIsGoneAndAnothersIsNot() {
    long id = create();
    open(id, 1, member.id());
    open(id, 101, other.id());
    List<RangeKey> both = List.of(key(id, 1), key(id, 101));
    assertThat(member.<Integer>write(t -> t.subscriptions().finish(member.id(), both)))
        .isEqualTo(1);
    assertThat(store().topics().ranges(List.of(id))).hasSize(1);
  }

  @Test
  void releasedRangeIsTakenOnce() {
    long id = create();
    open(id, 1, member.id());
    assertThat(other.<Optional<Range>>write(t -> t.subscriptions().take(key(id, 1), other.id())))
        .isEmpty();
    other.run(
        t ->
            t.subscriptions()
                .release(other.id(), List.of(new Released(key(id, 1), new byte[0], 0, 0))));
    assertThat(found(id, 1).owner()).isEqualTo(member.id());
    member.run(
        t ->
            t.subscriptions()
                .release(member.id(), List.of(new Released(key(id, 1), new byte[] {2}, 2, 5))));
    assertThat(found(id, 1).isDelivered(1)).isFalse();
    assertThat(found(id, 1).isDelivered(2)).isTrue();
    assertThat(found(id, 1).owner()).isEqualTo(Range.FREE);
    assertThat(found(id, 1).suspect()).isFalse();
    assertThat(other.<Optional<Range>>write(t -> t.subscriptions().take(key(id, 1), other.id())))
        .hasValueSatisfying(
            range -> {
              assertThat(range.isDelivered(2)).isTrue();
              assertThat(range.probed()).isEqualTo(2);
              assertThat(range.attempts()).isEqualTo(5);
            });
    assertThat(member.<Optional<Range>>write(t -> t.subscriptions().take(key(id, 1), member.id())))
        .isEmpty();
  }

  @Test
  void reapedRangeIsFreeAndSuspectAndRemembersWhatWasOutAlone() {
    long id = create();
    open(id, 1, other.id());
    open(id, 101, member.id());
    assertThat(other.<Boolean>write(t -> t.subscriptions().probe(key(id, 1), other.id(), 3, 2)))
        .isTrue();
    assertThat(member.<Boolean>write(t -> t.subscriptions().probe(key(id, 1), member.id(), 4, 9)))
        .isFalse();
    assertThat(member.<Integer>write(t -> t.subscriptions().reap(id, other.id()))).isEqualTo(1);
    Range range = found(id, 1);
    assertThat(range.owner()).isEqualTo(Range.FREE);
    assertThat(range.suspect()).isTrue();
    assertThat(range.probed()).isEqualTo(3);
    assertThat(range.attempts()).isEqualTo(2);
    assertThat(found(id, 101).suspect()).isFalse();
  }

  @Test
  void deletedSubscriptionLeavesNothing() throws Exception {
    long id = create();
    open(id, 1, member.id());
    member.run(t -> t.subscriptions().setCursor(id, LOG, 3));
    member.run(t -> t.subscriptions().join(id, member.id()));
    assertThat(member.<Boolean>write(t -> t.subscriptions().delete(id))).isTrue();
    for (String name :
        List.of(
            "subscription", "subscription_cursor", "subscription_range", "subscription_member")) {
      assertThat(target.query("SELECT COUNT(*) FROM " + table(name))).containsExactly("0");
    }
  }

  @Test
  void clientIdentifierBelongsToOne() {
    assertThat(member.<Boolean>write(t -> t.subscriptions().takeClientId("me", member.id())))
        .isTrue();
    assertThat(
            other.<Boolean>write(
                t ->
                    !t.subscriptions().takeClientId("me", other.id())
                        && t.subscriptions().clientIdHolder("me").orElseThrow() == member.id()))
        .isTrue();
    assertThat(other.<Boolean>write(t -> t.subscriptions().giveBackClientId("me", other.id())))
        .isFalse();
    other.run(t -> t.subscriptions().giveBackClientIds(member.id()));
    assertThat(other.<Boolean>write(t -> t.subscriptions().takeClientId("me", other.id())))
        .isTrue();
  }
}
