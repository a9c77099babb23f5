package io.tabella.it.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.tabella.store.Body;
import io.tabella.store.BodyKind;
import io.tabella.store.DestinationKind;
import io.tabella.store.LogKey;
import io.tabella.store.LoggedMessage;
import io.tabella.store.StoredMessage;
import io.tabella.store.Topics.Extent;
import io.tabella.store.Topics.Retention;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The logs of topics. */
abstract class TopicLogContract extends Contract {

  private static final long NO_TIME = Long.MAX_VALUE;

  private Member member;
  private long topic;
  private LogKey log;

  TopicLogContract(StoreTarget target) {
    super(target);
  }

  @BeforeEach
  void makeTopic() {
    member = Member.join(store());
    topic = store().destinations().findOrCreate(DestinationKind.TOPIC, "prices").id();
    log = new LogKey(topic, member.record().ledgers().lanes().get(0));
  }

  private LoggedMessage message(long seq, Body body) {
    return new LoggedMessage(
        log, seq, 1_000 + seq, "me", new StoredMessage(Entries.header(4, 0), null, body));
  }

  private LoggedMessage message(long seq) {
    return message(seq, new Body.Text(BodyKind.TEXT, "body " + seq));
  }

  private void append(long from, long to) {
    member.run(
        transaction -> {
          transaction.log().announce(log);
          transaction
              .log()
              .append(LongStream.rangeClosed(from, to).mapToObj(this::message).toList());
        });
  }

  private List<Long> read(long from, long to, int limit) {
    return store().topics().read(log, from, to, limit, Long.MAX_VALUE).stream()
        .map(LoggedMessage::seq)
        .toList();
  }

  @Test
  void messagesAreReadAsTheyWereAppended() {
    List<LoggedMessage> appended =
        member.write(
            transaction -> {
              transaction.log().announce(log);
              return transaction.log().append(List.of(message(1), message(2)));
            });
    assertThat(store().topics().read(log, 1, 9, 9, Long.MAX_VALUE)).isEqualTo(appended);
    assertThat(appended.get(0).origin()).isEqualTo("me");
  }

  @Test
  void largeBodiesGoToTheContentTableAndWithTheirMessages() throws Exception {
    Body large = new Body.Bytes(BodyKind.BYTES, new byte[200_000]);
    List<LoggedMessage> appended =
        member.write(transaction -> transaction.log().append(List.of(message(1, large))));
    Body stored = appended.get(0).message().body();
    assertThat(stored).isInstanceOf(Body.Elsewhere.class);
    assertThat(store().read((Body.Elsewhere) stored).size()).isEqualTo(200_000);

    member.write(transaction -> transaction.log().remove(log, 2, NO_TIME, 10));

    assertThat(target.query("SELECT COUNT(*) FROM " + table("content"))).containsExactly("0");
  }

  @Test
  void readsAreBoundedInNumberAndBytesAndGiveOneAtLeast() {
    append(1, 10);
    assertThat(read(3, 6, 100)).containsExactly(3L, 4L, 5L, 6L);
    assertThat(read(3, 100, 2)).containsExactly(3L, 4L);
    assertThat(store().topics().read(log, 1, 100, 100, 1)).hasSize(1);
  }

  @Test
  void extentTellsTheFirstAndTheLast() {
    assertThat(store().topics().extent(log)).isEmpty();
    append(1, 10);
    member.write(transaction -> transaction.log().remove(log, 4, NO_TIME, 100));
    assertThat(store().topics().extent(log)).contains(new Extent(4, 10));
  }

  @Test
  void newsAreFoundAboveANumber() {
    append(1, 3);
    LogKey empty = new LogKey(topic, log.publisher() + 1);
    assertThat(store().topics().findNew(Map.of(log, 2L, empty, 0L))).containsExactly(log);
    assertThat(store().topics().findNew(Map.of(log, 3L))).isEmpty();
  }

  @Test
  void logsAreKnownOnceTheyAreAnnounced() {
    assertThat(store().topics().findLogs(List.of(topic))).isEmpty();
    append(1, 1);
    append(2, 2);
    assertThat(store().topics().findLogs(List.of(topic))).containsExactly(log);
    assertThat(store().topics().findAllLogs()).containsExactly(log);
  }

  @Test
  void onlyTheBeginningIsRemovedInChunksAndByTime() throws Exception {
    append(1, 10);
    assertThat(member.<Integer>write(transaction -> transaction.log().remove(log, 8, NO_TIME, 3)))
        .isEqualTo(3);
    assertThat(read(1, 100, 100)).containsExactly(4L, 5L, 6L, 7L, 8L, 9L, 10L);
    target.execute("UPDATE " + table("topic_log") + " SET sent_at = 5000");
    target.execute("UPDATE " + table("topic_log") + " SET sent_at = 1 WHERE seq IN (4, 6)");
    assertThat(member.<Integer>write(transaction -> transaction.log().remove(log, 8, 100, 10)))
        .isEqualTo(1);
    assertThat(read(1, 100, 100)).containsExactly(5L, 6L, 7L, 8L, 9L, 10L);
  }

  @Test
  void firstMessageSinceATimeIsFound() throws Exception {
    append(1, 5);
    target.execute("UPDATE " + table("topic_log") + " SET sent_at = seq * 100");
    assertThat(
            member.<Optional<Long>>write(transaction -> transaction.log().firstSentSince(log, 250)))
        .contains(3L);
    assertThat(
            member.<Optional<Long>>write(transaction -> transaction.log().firstSentSince(log, 501)))
        .isEmpty();
  }

  @Test
  void logIsForgottenWhenItsPublisherIsGoneAndItIsEmpty() {
    Member dead = Member.joinFor(store(), DEAD_AT_ONCE);
    log = new LogKey(topic, dead.record().ledgers().lanes().get(0));
    append(1, 1);
    assertThat(member.<Boolean>write(transaction -> transaction.log().forget(log))).isFalse();
    store().nodes().fence(dead.id());
    assertThat(member.<Boolean>write(transaction -> transaction.log().isOver(log))).isTrue();
    assertThat(member.<Boolean>write(transaction -> transaction.log().forget(log))).isFalse();
    member.write(transaction -> transaction.log().remove(log, 2, NO_TIME, 10));
    assertThat(member.<Boolean>write(transaction -> transaction.log().forget(log))).isTrue();
    assertThat(store().topics().findAllLogs()).isEmpty();
  }

  @Test
  void whatIsKeptIsRemembered() {
    assertThat(store().topics().retention(topic)).isEqualTo(Retention.NONE);
    member.run(transaction -> transaction.log().retain(topic, new Retention(5, 7)));
    member.run(transaction -> transaction.log().lock(topic));
    assertThat(store().topics().retention(topic)).isEqualTo(new Retention(5, 7));
  }

  @Test
  void averageSizeIsThatOfSomeMessages() {
    assertThat(member.<Long>write(transaction -> transaction.log().averageSize(log))).isZero();
    append(1, 3);
    assertThat(member.<Long>write(transaction -> transaction.log().averageSize(log)))
        .isBetween(100L, 1_000L);
  }

  @Test
  void droppedTopicIsGone() {
    append(1, 2);
    member.write(transaction -> transaction.log().remove(log, 9, NO_TIME, 10));
    member.run(transaction -> transaction.log().drop(topic));
    assertThat(store().destinations().find(DestinationKind.TOPIC, "prices")).isEmpty();
    assertThat(store().topics().findAllLogs()).isEmpty();
  }

  @Test
  void topicsAboveAnIdAreFoundInOrder() {
    long later = store().destinations().findOrCreate(DestinationKind.TOPIC, "a").id();
    assertThat(store().topics().findTopicsAbove(0))
        .extracting(it -> it.id())
        .containsExactly(topic, later);
    assertThat(store().topics().findTopicsAbove(topic))
        .extracting(it -> it.name())
        .containsExactly("a");
  }

  @Test
  void logsWithMessagesAreFoundOneAfterAnotherWhetherTheyAreNotedOrNot() {
    LogKey sibling = new LogKey(topic, log.publisher() + 7);
    LogKey farther = new LogKey(topic + 5, 3);
    append(1, 3);
    member.run(
        transaction -> {
          transaction.log().append(List.of(message(sibling, 1)));
          transaction.log().append(List.of(message(farther, 9)));
        });
    LogKey before = new LogKey(Long.MIN_VALUE, Long.MIN_VALUE);
    assertThat(store().topics().findFilledAfter(before)).contains(log);
    assertThat(store().topics().findFilledAfter(log)).contains(sibling);
    assertThat(store().topics().findFilledAfter(sibling)).contains(farther);
    assertThat(store().topics().findFilledAfter(farther)).isEmpty();
    assertThat(store().topics().findAllLogs()).containsExactly(log);
  }

  private static LoggedMessage message(LogKey log, long seq) {
    return new LoggedMessage(
        log,
        seq,
        2_000 + log.publisher(),
        null,
        new StoredMessage(Entries.header(4, 0), null, new Body.Text(BodyKind.TEXT, "x")));
  }
}
