package io.tabella.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tabella.engine.delivery.MessageFilter;
import io.tabella.engine.log.NoSuchSubscriptionException;
import io.tabella.engine.log.StartAt;
import io.tabella.engine.log.SubscriptionInUseException;
import io.tabella.engine.log.SubscriptionRequest;
import io.tabella.engine.monitor.SubscriptionFigures;
import io.tabella.engine.transaction.EntriesLostException;
import io.tabella.engine.transaction.UnitOfWork;
import io.tabella.store.SubscriptionKind;
import io.tabella.store.SubscriptionSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Topics in nodes whose threads do not run. */
final class TopicTest {

  @RegisterExtension final EngineKit kit = new EngineKit();

  private static SubscriptionSpec spec(SubscriptionKind kind, String name) {
    return new SubscriptionSpec(kind, "", name, "prices", null, false);
  }

  private static SubscriptionSpec durable(String name) {
    return spec(SubscriptionKind.DURABLE, name);
  }

  private static String[] ids(int from, int to) {
    return IntStream.rangeClosed(from, to).mapToObj(i -> "m" + i).toArray(String[]::new);
  }

  @Test
  void durableSubscriptionGetsWhatWasPublishedWhileNobodyReadIt() {
    TestNode node = kit.join();
    node.publish("prices", "before");
    node.subscriber(durable("d")).close();
    node.publish("prices", ids(1, 5));

    TestSubscriber again = node.subscriber(durable("d"));
    assertThat(again.consumeAll()).containsExactly(ids(1, 5));
    again.close();
    assertThat(node.subscriber(durable("d")).consumeAll()).isEmpty();
  }

  @Test
  void nonDurableSubscriptionGetsWhatIsPublishedWhileItLives() {
    TestNode node = kit.join();
    node.publish("prices", "before");
    TestSubscriber subscriber = node.subscriber(spec(SubscriptionKind.NON_DURABLE, "n"));
    node.publish("prices", ids(1, 3));
    assertThat(subscriber.consumeAll()).containsExactly(ids(1, 3));
    subscriber.close();
    node.publish("prices", "between");
    TestSubscriber next = node.subscriber(spec(SubscriptionKind.NON_DURABLE, "n"));
    node.publish("prices", "after");
    assertThat(next.consumeAll()).containsExactly("after");
  }

  @Test
  void messageIsStoredOnceWhateverTheNumberOfSubscriptions() {
    TestNode node = kit.join();
    List<TestSubscriber> subscribers = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      subscribers.add(node.subscriber(durable("d" + i)));
    }
    node.publish("prices", ids(1, 10));
    assertThat(kit.database().number("SELECT COUNT(*) FROM tabella_topic_log")).isEqualTo(10);
    for (TestSubscriber subscriber : subscribers) {
      assertThat(subscriber.consumeAll()).containsExactly(ids(1, 10));
    }
  }

  @Test
  void waitingSubscriberIsToldWhenAMessageComes() {
    TestNode node = kit.join();
    TestSubscriber subscriber = node.subscriber(durable("d"));
    assertThat(subscriber.next()).isNull();
    int before = subscriber.looks();
    node.publish("prices", "m1");
    assertThat(subscriber.looks()).isGreaterThan(before);
    assertThat(subscriber.next()).isEqualTo("m1");
  }

  @Test
  void otherNodesMessagesAreFoundByTheLogTurn() {
    TestNode here = kit.join();
    TestNode there = kit.join();
    TestSubscriber subscriber = here.subscriber(durable("d"));
    assertThat(subscriber.next()).isNull();
    there.publish("prices", ids(1, 3));
    int before = subscriber.looks();
    here.logTurn();
    assertThat(subscriber.looks()).isGreaterThan(before);
    assertThat(subscriber.next()).isEqualTo("m1");
  }

  @Test
  void backlogOfManyRangesIsReadInOrder() {
    TestNode node = kit.join();
    node.subscriber(durable("d")).close();
    for (int i = 0; i < 30; i++) {
      publishTogether(node, ids(i * 100 + 1, i * 100 + 100));
    }
    TestSubscriber subscriber = node.subscriber(durable("d"));
    List<String> got = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      got.addAll(subscriber.consume(100));
    }
    assertThat(got).containsExactly(ids(1, 3_000));
    assertThat(subscriber.nextNow()).isNull();
    assertThat(kit.database().number("SELECT COUNT(*) FROM tabella_subscription_range"))
        .isEqualTo(1);
  }

  private static void publishTogether(TestNode node, String... ids) {
    UnitOfWork unit = new UnitOfWork();
    for (String id : ids) {
      node.node().topics().outlet("prices", null).sendIn(unit, Messages.text(id));
    }
    node.commit(unit);
  }

  @Test
  void whatADeadNodeHadNotAcknowledgedComesAgainFlaggedAndNothingElse() {
    TestNode dying = kit.join();
    TestNode other = kit.join();
    TestSubscriber subscriber = dying.subscriber(durable("d"));
    dying.publish("prices", ids(1, 6));
    subscriber.consume(2);
    subscriber.take(2);
    dying.abandon();
    other.houseTurn();

    TestSubscriber heir = other.subscriber(durable("d"));
    List<String> got = heir.take(4);
    assertThat(got).containsExactly(ids(3, 6));
    assertThat(got).allMatch(id -> heir.hand(id).redelivered());
    heir.acknowledge(got.toArray(String[]::new));
    other.publish("prices", "m7");
    assertThat(heir.take(1)).containsExactly("m7");
    assertThat(heir.hand("m7").redelivered()).isFalse();
  }

  @Test
  void failureOfWhatADeadNodeHadIsCountedOnceThoughItsConsumerIsClosed() {
    TestNode dying = kit.join();
    TestNode other = kit.join();
    TestSubscriber subscriber = dying.subscriber(durable("d"));
    dying.publish("prices", ids(1, 2));
    subscriber.take(1);
    dying.abandon();
    other.houseTurn();

    List<Integer> counts = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      TestSubscriber heir = other.subscriber(durable("d"));
      String got = heir.take(1).get(0);
      counts.add(heir.hand(got).deliveryCount());
      heir.handBack("again");
      heir.close();
    }
    assertThat(counts).containsExactly(2, 3, 4, 5);
  }

  @Test
  void whoClosesLeavesTheRestUnflaggedToTheNext() {
    TestNode first = kit.join();
    TestNode second = kit.join();
    TestSubscriber subscriber = first.subscriber(durable("d"));
    first.publish("prices", ids(1, 6));
    subscriber.consume(2);
    subscriber.close();

    TestSubscriber next = second.subscriber(durable("d"));
    List<String> got = next.take(4);
    assertThat(got).containsExactly(ids(3, 6));
    assertThat(got).noneMatch(id -> next.hand(id).redelivered());
  }

  @Test
  void sharedSubscriptionGivesEachMessageToOneOfItsConsumersInAnyNode() {
    TestNode one = kit.join();
    TestNode other = kit.join();
    SubscriptionSpec shared = spec(SubscriptionKind.SHARED_DURABLE, "s");
    TestSubscriber here = one.subscriber(shared);
    TestSubscriber there = other.subscriber(shared);
    publishTogether(one, ids(1, 40));

    List<String> got = new ArrayList<>();
    got.addAll(here.consume(5));
    List<String> theirs = there.consume(5);
    got.addAll(theirs);
    got.addAll(here.consumeAll());
    got.addAll(there.consumeAll());
    assertThat(got).containsExactlyInAnyOrder(ids(1, 40));
    assertThat(theirs).hasSize(5);
  }

  @Test
  void sharedConsumersGoOnWithWhatADeadMemberHad() {
    TestNode dying = kit.join();
    TestNode other = kit.join();
    SubscriptionSpec shared = spec(SubscriptionKind.SHARED, "s");
    TestSubscriber here = dying.subscriber(shared);
    TestSubscriber there = other.subscriber(shared);
    publishTogether(dying, ids(1, 20));
    List<String> done = here.consume(3);
    here.take(2);
    dying.abandon();
    other.houseTurn();
    assertThat(there.nextNow()).isNotNull();
    other.logTurn();

    List<String> got = new ArrayList<>(done);
    there.handBack("again");
    got.addAll(there.consumeAll());
    assertThat(got).containsExactlyInAnyOrder(ids(1, 20));
    there.close();
    assertThat(kit.database().number("SELECT COUNT(*) FROM tabella_subscription")).isZero();
  }

  @Test
  void durableSubscriptionHasOneReaderAtATime() {
    TestNode node = kit.join();
    TestNode other = kit.join();
    node.subscriber(durable("d"));
    assertThatThrownBy(() -> node.subscriber(durable("d")))
        .isInstanceOf(SubscriptionInUseException.class);
    assertThatThrownBy(
            () -> {
              kit.heartbeatSoon(node);
              other.subscriber(durable("d"));
            })
        .isInstanceOf(SubscriptionInUseException.class)
        .hasMessageContaining("node " + node.id());
  }

  @Test
  void subscriptionWithAConsumerIsNotRemovedAndOneWithoutIsGone() {
    TestNode node = kit.join();
    TestSubscriber subscriber = node.subscriber(durable("d"));
    assertThatThrownBy(() -> unsubscribe(node, "d")).isInstanceOf(SubscriptionInUseException.class);
    subscriber.close();
    unsubscribe(node, "d");
    node.publish("prices", "m1");
    assertThatThrownBy(() -> unsubscribe(node, "d"))
        .isInstanceOf(NoSuchSubscriptionException.class);
    assertThat(node.subscriber(durable("d")).nextNow()).isNull();
  }

  private static void unsubscribe(TestNode node, String name) {
    node.pumping(
        () -> {
          node.node().topics().unsubscribe("", name, node.lane(0));
          return null;
        });
  }

  @Test
  void messageThatFailsTooOftenGoesToTheDeadLetterQueueForThisSubscriptionAlone() {
    TestNode node = kit.join(config -> config.maxDeliveries(3));
    TestSubscriber failing = node.subscriber(durable("failing"));
    TestSubscriber fine = node.subscriber(durable("fine"));
    node.publish("prices", ids(1, 2));
    for (int i = 1; i <= 3; i++) {
      assertThat(failing.nextNow()).isEqualTo("m1");
      assertThat(failing.hand("m1").deliveryCount()).isEqualTo(i);
      node.books().sent(i == 3 ? "m1" : "none" + i);
      node.books().removed("none" + i);
      failing.handBack("no");
    }
    assertThat(failing.consumeAll()).containsExactly("m2");
    assertThat(fine.consumeAll()).containsExactly(ids(1, 2));
    assertThat(kit.drain(node, "DLQ")).containsExactly("m1");
  }

  @Test
  void filterKeepsMessagesAwayAndLetsTheLogBeSwept() {
    TestNode node = kit.join();
    MessageFilter odd =
        (message, origin) -> Integer.parseInt(message.header().messageId().substring(1)) % 2 == 1;
    TestSubscriber subscriber =
        node.subscriber(new SubscriptionRequest(durable("d"), StartAt.END, odd));
    node.publish("prices", ids(1, 10));
    assertThat(subscriber.consumeAll()).containsExactly("m1", "m3", "m5", "m7", "m9");
    node.logTurn();
    node.houseTurn();
    assertThat(logged()).isEqualTo(1);
  }

  @Test
  void whatAllHavePassedIsRemovedButTheLast() {
    TestNode node = kit.join();
    TestSubscriber quick = node.subscriber(durable("quick"));
    TestSubscriber slow = node.subscriber(durable("slow"));
    node.publish("prices", ids(1, 10));
    quick.consumeAll();
    slow.consume(4);
    node.houseTurn();
    assertThat(logged()).isEqualTo(6);
    slow.consumeAll();
    node.houseTurn();
    assertThat(logged()).isEqualTo(1);
  }

  @Test
  void messagesWithoutAnySubscriptionAreRemoved() {
    TestNode node = kit.join();
    node.publish("prices", ids(1, 10));
    node.houseTurn();
    assertThat(logged()).isEqualTo(1);
    node.publish("prices", ids(11, 20));
    node.houseTurn();
    assertThat(logged()).isEqualTo(1);
  }

  @Test
  void logOfADeadPublisherGoesWithItsLastMessage() {
    TestNode dying = kit.join();
    TestNode other = kit.join();
    TestSubscriber subscriber = other.subscriber(durable("d"));
    dying.publish("prices", ids(1, 3));
    assertThat(subscriber.consumeAll()).containsExactly(ids(1, 3));
    dying.abandon();
    other.houseTurn();
    other.houseTurn();
    assertThat(logged()).isZero();
    assertThat(kit.database().number("SELECT COUNT(*) FROM tabella_topic_publisher")).isZero();
    assertThat(kit.database().number("SELECT COUNT(*) FROM tabella_subscription_range")).isZero();
  }

  @Test
  void nonDurableReadersOfADeadNodeHoldNothingUp() {
    TestNode dying = kit.join();
    TestNode other = kit.join();
    dying.subscriber(spec(SubscriptionKind.NON_DURABLE, "n"));
    other.publish("prices", ids(1, 5));
    other.houseTurn();
    assertThat(logged()).isEqualTo(5);
    dying.abandon();
    other.houseTurn();
    other.houseTurn();
    assertThat(logged()).isEqualTo(1);
  }

  @Test
  void nonDurableReaderKeepsWhatItHasNotTaken() {
    TestNode node = kit.join();
    TestSubscriber subscriber = node.subscriber(spec(SubscriptionKind.NON_DURABLE, "n"));
    node.publish("prices", ids(1, 5));
    node.logTurn();
    node.houseTurn();
    assertThat(logged()).isEqualTo(5);
    assertThat(subscriber.consumeAll()).containsExactly(ids(1, 5));
    node.logTurn();
    node.houseTurn();
    assertThat(logged()).isEqualTo(1);
  }

  @Test
  void patternReadsAllTopicsThatFitAndThoseThatComeLater() {
    TestNode node = kit.join();
    node.publish("orders.eu.created", "before");
    SubscriptionSpec spec =
        new SubscriptionSpec(SubscriptionKind.DURABLE, "", "d", "orders.*.created", null, false);
    TestSubscriber subscriber = node.subscriber(spec);
    node.publish("orders.eu.created", "m1");
    node.publish("orders.eu.deleted", "no");
    node.publish("orders.us.created", "m2");
    node.logTurn();
    assertThat(subscriber.consumeAll()).containsExactlyInAnyOrder("m1", "m2");
  }

  @Test
  void newSubscriptionMayBeginInThePast() {
    TestNode node = kit.join();
    retain(node, 0, 1_000_000);
    node.publish("prices", ids(1, 5));
    node.houseTurn();
    TestSubscriber late =
        node.subscriber(
            new SubscriptionRequest(durable("late"), StartAt.BEGINNING, MessageFilter.ALL));
    assertThat(late.consumeAll()).containsExactly(ids(1, 5));
  }

  private static void retain(TestNode node, long millis, long bytes) {
    node.pumping(
        () -> {
          node.node().topics().retain("prices", millis, bytes, node.lane(0));
          return null;
        });
  }

  @Test
  void higherPriorityComesFirst() {
    TestNode node = kit.join();
    TestSubscriber subscriber = node.subscriber(durable("d"));
    node.publish("prices", Messages.prioritized("low", 1));
    node.publish("prices", Messages.prioritized("high", 9));
    assertThat(subscriber.consumeAll()).containsExactly("high", "low");
  }

  @Test
  void handedBackMessageComesFirstAndIsCounted() {
    TestNode node = kit.join();
    TestSubscriber subscriber = node.subscriber(durable("d"));
    node.publish("prices", ids(1, 3));
    subscriber.take(2);
    subscriber.handBack("again");
    assertThat(subscriber.take(3)).containsExactly(ids(1, 3));
    assertThat(subscriber.hand("m1").deliveryCount()).isEqualTo(2);
    assertThat(subscriber.hand("m3").deliveryCount()).isEqualTo(1);
  }

  @Test
  void closedConsumersMessagesCanStillBeAcknowledged() {
    TestNode node = kit.join();
    TestSubscriber subscriber = node.subscriber(durable("d"));
    node.publish("prices", ids(1, 3));
    subscriber.take(1);
    subscriber.close();
    subscriber.acknowledge("m1");
    node.logTurn();
    assertThat(node.subscriber(durable("d")).consumeAll()).containsExactly("m2", "m3");
  }

  private long logged() {
    return kit.database().number("SELECT COUNT(*) FROM tabella_topic_log");
  }

  @Test
  void monitorTellsBacklogAndAge() {
    TestNode node = kit.join();
    TestSubscriber reading = node.subscriber(durable("reading"));
    node.subscriber(durable("away")).close();
    node.publish("prices", ids(1, 10));
    reading.consume(4);
    node.publish("other", "no");

    List<SubscriptionFigures> figures = node.node().topics().figures();

    assertThat(figures).extracting(SubscriptionFigures::name).containsExactly("reading", "away");
    assertThat(figures).extracting(SubscriptionFigures::backlog).containsExactly(6L, 10L);
    assertThat(figures).allMatch(it -> it.oldestMillis() > 1_000_000);
    assertThat(reading.consumeAll()).hasSize(6);
    assertThat(node.node().topics().figures().get(0).oldestMillis()).isZero();
  }

  @Test
  void retentionInBytesKeepsAboutThatMuchOfWhatAllHavePassed() {
    TestNode node = kit.join();
    retain(node, 0, 2_700);
    node.publish("prices", ids(1, 50));
    node.houseTurn();
    assertThat(logged()).isBetween(5L, 15L);
  }

  @Test
  void retentionInTimeLetsOldMessagesGo() {
    TestNode node = kit.join();
    retain(node, 60_000, 0);
    node.publish("prices", ids(1, 5));
    kit.database().execute("UPDATE tabella_topic_log SET sent_at = " + kit.database().now());
    kit.database().execute("UPDATE tabella_topic_log SET sent_at = 1000 WHERE seq <= 2");
    node.houseTurn();
    assertThat(logged()).isEqualTo(3);
  }

  @Test
  void acknowledgementInARangeThatSomebodyTookAwayFailsWithAllOfItsUnit() {
    TestNode node = kit.join();
    TestSubscriber subscriber = node.subscriber(durable("d"));
    node.publish("prices", ids(1, 2));
    subscriber.take(1);
    kit.database().execute("UPDATE tabella_subscription_range SET owner = NULL");

    UnitOfWork unit = node.sending("orders", Messages.text("answer"));
    subscriber.hand("m1").acknowledgeIn(unit);

    assertThatThrownBy(() -> node.commit(unit)).isInstanceOf(EntriesLostException.class);
    assertThat(kit.database().rows()).isEmpty();
  }

  @Test
  void nothingStaysOfATemporaryTopicThatOthersPublishToAfterItsEnd() {
    TestNode owner = kit.join();
    TestNode other = kit.join();
    String topic = owner.node().topics().createTemporary();
    other.publish(topic, "m1");
    UnitOfWork late = new UnitOfWork();
    other.node().topics().outlet(topic, null).sendIn(late, Messages.text("m2"));
    owner.pumping(
        () -> {
          owner.node().topics().removeTemporary(topic, owner.lane(0));
          return null;
        });
    other.commit(late);
    assertThat(logged()).isEqualTo(1);

    kit.passes(Duration.ofSeconds(30));
    other.houseTurn();

    assertThat(logged()).isZero();
    assertThat(kit.database().number("SELECT COUNT(*) FROM tabella_topic_publisher")).isZero();
    assertThat(kit.database().number("SELECT COUNT(*) FROM tabella_topic")).isZero();
    other.houseTurn();
    assertThat(logged()).isZero();
  }
}
