package io.tabella.it.jms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tabella.it.kit.Eventually;
import jakarta.jms.Connection;
import jakarta.jms.DeliveryMode;
import jakarta.jms.IllegalStateException;
import jakarta.jms.InvalidClientIDException;
import jakarta.jms.InvalidDestinationException;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import jakarta.jms.TemporaryTopic;
import jakarta.jms.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * When subscriptions and temporary topics begin, end and begin again, also in the middle of a
 * transaction. Jakarta Messaging 3.1, 4.2.4, 6.2.2 and 8.3.
 */
final class SubscriptionLifeTest extends JmsBehaviour {

  private final AtomicInteger names = new AtomicInteger();

  private String newName() {
    return "life-" + names.incrementAndGet();
  }

  // Two kinds under one name.

  @Test
  void sharedDurableSubscriptionIsRefusedUnderTheNameOfAnUnsharedOneAndTheReverse()
      throws Exception {
    Topic topic = rig.newTopic();
    String unshared = newName();
    String shared = newName();
    Session session = rig.connectAs(newName()).createSession();
    session.createDurableConsumer(topic, unshared).close();
    session.createSharedDurableConsumer(topic, shared).close();
    rig.publish(topic, "a");

    assertThatThrownBy(() -> session.createSharedDurableConsumer(topic, unshared))
        .isInstanceOf(JMSException.class)
        .hasMessageContaining("not shared");
    assertThatThrownBy(() -> session.createDurableConsumer(topic, shared))
        .isInstanceOf(JMSException.class)
        .hasMessageContaining("is shared");

    assertThat(Rig.receiveAll(session.createDurableConsumer(topic, unshared))).containsExactly("a");
    assertThat(Rig.receiveAll(session.createSharedDurableConsumer(topic, shared)))
        .containsExactly("a");
  }

  private List<Integer> countsOfOneConsumerEach(Topic topic, String name, int messages)
      throws JMSException {
    List<Integer> counts = new ArrayList<>();
    Session session = rig.transactedSession();
    try (MessageConsumer consumer = session.createSharedDurableConsumer(topic, name)) {
      for (int i = 0; i < messages; i++) {
        Message message = consumer.receive(i == 0 ? Rig.LONG : 500);
        if (message != null) {
          counts.add(Rig.count(message));
        }
      }
    }
    // Spring's containers do so, too: the consumer is closed before.
    session.rollback();
    session.close();
    return counts;
  }

  @Test
  void failuresAreCountedThoughEachConsumerTakesTheMessageOnlyOnce() throws Exception {
    Topic topic = rig.newTopic();
    String name = newName();
    rig.autoSession().createSharedDurableConsumer(topic, name).close();
    rig.publish(topic, "poison");

    for (int count = 1; count <= 10; count++) {
      assertThat(countsOfOneConsumerEach(topic, name, 1)).containsExactly(count);
    }

    assertThat(rig.drain(rig.autoSession().createQueue("DLQ"))).containsExactly("poison");
  }

  @Test
  void severalThatFailAreAllGivenUpInTheEnd() throws Exception {
    Topic topic = rig.newTopic();
    String name = newName();
    rig.autoSession().createSharedDurableConsumer(topic, name).close();
    rig.publish(topic, "poison", "venom");
    Session session = rig.autoSession();
    List<@Nullable String> dead = new ArrayList<>();

    for (int round = 1; round <= 20 && dead.size() < 2; round++) {
      int failing = 2 - dead.size();
      assertThat(countsOfOneConsumerEach(topic, name, failing)).hasSize(failing);
      dead.addAll(rig.drain(session.createQueue("DLQ")));
    }

    assertThat(dead).containsExactlyInAnyOrder("poison", "venom");
  }

  @Test
  void durableAndNonDurableSharedSubscriptionsMayHaveTheSameName() throws Exception {
    Topic topic = rig.newTopic();
    String name = newName();
    Session session = rig.autoSession();
    MessageConsumer durable = session.createSharedDurableConsumer(topic, name);
    MessageConsumer other = session.createSharedConsumer(topic, name);
    rig.publish(topic, "a");
    assertThat(Rig.text(Rig.receive(durable))).isEqualTo("a");
    assertThat(Rig.text(Rig.receive(other))).isEqualTo("a");
  }

  @Test
  void subscriptionMadeAnewWithoutNoLocalDoesNotSeeOldLocalMessages() throws Exception {
    Topic topic = rig.newTopic();
    String name = newName();
    Session session = rig.connectAs(newName()).createSession();
    session.createDurableConsumer(topic, name, null, true).close();
    MessageProducer producer = session.createProducer(topic);
    producer.send(session.createTextMessage("old"));

    MessageConsumer anew = session.createDurableConsumer(topic, name, null, false);
    assertThat(anew.receiveNoWait()).isNull();
    producer.send(session.createTextMessage("new"));
    assertThat(Rig.text(Rig.receive(anew))).isEqualTo("new");
  }

  // Closing with messages in hand.

  @Test
  void subscriptionCanBeReopenedAtOnceAfterACommitThatFollowsTheClose() throws Exception {
    Topic topic = rig.newTopic();
    String name = newName();
    Connection connection = rig.connectAs(newName());
    Session session = connection.createSession(Session.SESSION_TRANSACTED);
    MessageConsumer consumer = session.createDurableConsumer(topic, name);
    rig.publish(topic, "a", "b");
    assertThat(Rig.text(Rig.receive(consumer))).isEqualTo("a");
    consumer.close();
    Session other = connection.createSession();
    assertThatThrownBy(() -> other.unsubscribe(name)).isInstanceOf(JMSException.class);
    session.commit();

    MessageConsumer again = other.createDurableConsumer(topic, name);
    assertThat(Rig.receiveAll(again)).containsExactly("b");
  }

  @Test
  void subscriptionCanBeRemovedAtOnceAfterACommitThatFollowsTheClose() throws Exception {
    Topic topic = rig.newTopic();
    String name = newName();
    Session session = rig.connectAs(newName()).createSession(Session.SESSION_TRANSACTED);
    MessageConsumer consumer = session.createDurableConsumer(topic, name);
    rig.publish(topic, "a");
    Rig.receive(consumer);
    consumer.close();
    session.commit();
    session.unsubscribe(name);
    assertThat(rig.ask("SELECT COUNT(*) FROM tabella_subscription WHERE name = '" + name + "'"))
        .isZero();
  }

  @Test
  void consumerClosedByItsListenerLeavesTheSubscriptionFree() throws Exception {
    Topic topic = rig.newTopic();
    String name = newName();
    Connection connection = rig.connectAs(newName());
    Session session = connection.createSession();
    MessageConsumer consumer = session.createDurableConsumer(topic, name);
    CountDownLatch closed = new CountDownLatch(1);
    consumer.setMessageListener(
        Listeners.checked(
            message -> {
              consumer.close();
              closed.countDown();
            }));
    rig.publish(topic, "a", "b");
    assertThat(closed.await(Rig.LONG, TimeUnit.MILLISECONDS)).isTrue();
    // Its thread has left the listener when this returns.
    connection.stop();
    connection.start();

    MessageConsumer again = connection.createSession().createDurableConsumer(topic, name);
    assertThat(Rig.receiveAll(again)).containsExactly("b");
  }

  @Test
  void transactionGoesOnWithASubscriptionThatItClosedAndOpensAgain() throws Exception {
    Topic topic = rig.newTopic();
    String name = newName();
    Session session = rig.connectAs(newName()).createSession(Session.SESSION_TRANSACTED);
    MessageConsumer consumer = session.createDurableConsumer(topic, name);
    rig.publish(topic, "a", "b", "c");
    assertThat(Rig.text(Rig.receive(consumer))).isEqualTo("a");
    consumer.close();

    MessageConsumer again = session.createDurableConsumer(topic, name);
    assertThat(Rig.text(Rig.receive(again))).isEqualTo("b");
    session.rollback();

    Message first = Rig.receive(again);
    assertThat(Rig.text(first)).isEqualTo("a");
    assertThat(first.getJMSRedelivered()).isTrue();
    assertThat(Rig.texts(Rig.receive(again, 2))).containsExactly("b", "c");
    session.commit();
    rig.publish(topic, "d");
    assertThat(Rig.receiveAll(again)).containsExactly("d");
    session.commit();
    again.close();
    assertThat(Rig.receiveAll(session.createDurableConsumer(topic, name))).isEmpty();
  }

  // Large bodies.

  @Test
  void largeBodyThatWasRolledBackComesAgainWhateverTheSweeperDoes() throws Exception {
    Topic topic = rig.newTopic();
    Session session = rig.transactedSession();
    MessageConsumer consumer = session.createConsumer(topic);
    String large = "x".repeat(300_000);
    rig.publish(topic, large);
    // The publisher's last message always stays: this one makes the first removable.
    rig.publish(topic, "small");
    Rig.receive(consumer, 2);
    awaitSweep();
    session.rollback();
    assertThat(Rig.texts(Rig.receive(consumer, 2))).containsExactly(large, "small");
    session.commit();
    Eventually.eventually(
        () -> "the large body is removed",
        () -> Eventually.unchecked(() -> rig.ask("SELECT COUNT(*) FROM tabella_content") == 0));
  }

  /** A sweep that removes what was passed just now has looked at all older topics before. */
  private void awaitSweep() throws Exception {
    Topic passed = rig.newTopic();
    MessageConsumer consumer = rig.autoSession().createConsumer(passed);
    rig.publish(passed, "a", "b");
    Rig.receive(consumer, 2);
    String left =
        "SELECT COUNT(*) FROM tabella_topic_log l JOIN tabella_destination d ON d.id = l.topic"
            + " WHERE d.name = '"
            + passed.getTopicName()
            + "'";
    Eventually.eventually(
        () -> "what was passed is removed", () -> Eventually.unchecked(() -> rig.ask(left) == 1));
  }

  // Temporary topics.

  @Test
  void producerOfADeletedTemporaryTopicIsRefused() throws Exception {
    Session session = rig.autoSession();
    TemporaryTopic topic = session.createTemporaryTopic();
    MessageProducer producer = session.createProducer(topic);
    topic.delete();
    assertThatThrownBy(() -> producer.send(session.createMessage()))
        .isInstanceOf(InvalidDestinationException.class)
        .hasMessageContaining("gone");
    assertThatThrownBy(() -> session.createConsumer(topic))
        .isInstanceOf(InvalidDestinationException.class);
    topic.delete();
  }

  @Test
  void temporaryTopicHasNoDurableSubscriptions() throws Exception {
    Session session = rig.connectAs(newName()).createSession();
    TemporaryTopic topic = session.createTemporaryTopic();
    assertThatThrownBy(() -> session.createDurableConsumer(topic, newName()))
        .isInstanceOf(InvalidDestinationException.class);
    assertThatThrownBy(() -> session.createSharedDurableConsumer(topic, newName()))
        .isInstanceOf(InvalidDestinationException.class);
  }

  // Arguments.

  @Test
  void nameOfTheSubscriptionToRemoveIsNeeded() throws Exception {
    Session session = rig.connectAs(newName()).createSession();
    assertThatThrownBy(() -> session.unsubscribe(null))
        .isInstanceOf(InvalidDestinationException.class);
  }

  @Test
  void clientIdentifierThatCannotBeUsedIsRefusedAsSuch() throws Exception {
    try (Connection connection = rig.factory().createConnection()) {
      for (String wrong : new String[] {"", " ", "x".repeat(201)}) {
        assertThatThrownBy(() -> connection.setClientID(wrong))
            .isInstanceOf(InvalidClientIDException.class);
      }
      connection.setClientID("x".repeat(200));
    }
  }

  @Test
  void closedConnectionTakesNoClientIdentifier() throws Exception {
    Connection connection = rig.factory().createConnection();
    connection.close();
    assertThatThrownBy(() -> connection.setClientID(newName()))
        .isInstanceOf(IllegalStateException.class);
  }

  // Options of topics.

  @Test
  void optionsStayWithTheProducerAndTheConsumer() throws Exception {
    Session session = rig.autoSession();
    Topic topic = session.createTopic(newName() + "?tabella.from=beginning");
    MessageConsumer consumer = session.createConsumer(topic);
    MessageProducer producer = session.createProducer(topic);
    producer.setDeliveryMode(DeliveryMode.NON_PERSISTENT);
    Message sent = session.createMessage();
    producer.send(sent);
    Message received = Rig.receive(consumer);
    Topic plain = session.createTopic(topic.getTopicName());
    assertThat(sent.getJMSDestination()).usingRecursiveComparison().isEqualTo(plain);
    assertThat(received.getJMSDestination()).usingRecursiveComparison().isEqualTo(plain);
  }

  @Test
  void timeThatNoClockCanTellIsRefused() throws Exception {
    Session session = rig.autoSession();
    Topic topic = session.createTopic(newName() + "?tabella.from=+1000000000-12-31T23:59:59Z");
    assertThatThrownBy(() -> session.createConsumer(topic))
        .isInstanceOf(InvalidDestinationException.class)
        .hasMessageContaining("tabella.from");
  }

  // Names.

  @Test
  void subscriptionNameMayHave128LettersDigitsUnderscoresDotsAndMinuses() throws Exception {
    Topic topic = rig.newTopic();
    String name = "Az09_.-\u00e9\u03c0\u6f22".repeat(13).substring(0, 128);
    Session session = rig.connectAs(newName()).createSession();
    MessageConsumer durable = session.createDurableConsumer(topic, name);
    MessageConsumer shared = session.createSharedConsumer(topic, name);
    rig.publish(topic, "a");
    assertThat(Rig.text(Rig.receive(durable))).isEqualTo("a");
    assertThat(Rig.text(Rig.receive(shared))).isEqualTo("a");
    durable.close();
    session.unsubscribe(name);
    MessageConsumer sharedDurable = session.createSharedDurableConsumer(topic, name);
    rig.publish(topic, "b");
    assertThat(Rig.text(Rig.receive(sharedDurable))).isEqualTo("b");
    sharedDurable.close();
    session.unsubscribe(name);
  }

  @Test
  void namesOfSubscriptionsAndClientsDifferByCaseAndAccent() throws Exception {
    Topic topic = rig.newTopic();
    String name = newName();
    for (String client : new String[] {"case", "CASE", "cas\u00e9"}) {
      Session session = rig.connectAs(client).createSession();
      for (String of : new String[] {name + "a", name + "A", name + "\u00e4"}) {
        session.createDurableConsumer(topic, of);
      }
    }
    assertThat(rig.ask("SELECT COUNT(*) FROM tabella_subscription WHERE name LIKE '" + name + "_'"))
        .isEqualTo(9);
  }

  @Test
  void clientIdentifierMakesAnotherSharedSubscriptionOfTheSameName() throws Exception {
    Topic topic = rig.newTopic();
    String name = newName();
    MessageConsumer without = rig.autoSession().createSharedDurableConsumer(topic, name);
    Session session = rig.connectAs(newName()).createSession();
    MessageConsumer with = session.createSharedDurableConsumer(topic, name);
    MessageConsumer alsoWithout = rig.autoSession().createSharedConsumer(topic, name);
    MessageConsumer alsoWith = session.createSharedConsumer(topic, name);
    rig.publish(topic, "a");
    for (MessageConsumer each : new MessageConsumer[] {without, with, alsoWithout, alsoWith}) {
      assertThat(Rig.text(Rig.receive(each))).isEqualTo("a");
    }
  }

  @Test
  void sharedSubscriptionIsRefusedForAnotherTopicOrSelectorWhileItIsUsedAndThenMadeAnew()
      throws Exception {
    Topic topic = rig.newTopic();
    Topic other = rig.newTopic();
    String name = newName();
    Session session = rig.autoSession();
    MessageConsumer first = session.createSharedDurableConsumer(topic, name);
    MessageConsumer second = session.createSharedConsumer(topic, name);
    rig.publish(topic, "old");

    assertThatThrownBy(() -> session.createSharedDurableConsumer(other, name))
        .isInstanceOf(JMSException.class);
    assertThatThrownBy(() -> session.createSharedDurableConsumer(topic, name, "a = 1"))
        .isInstanceOf(JMSException.class);
    assertThatThrownBy(() -> session.createSharedConsumer(other, name))
        .isInstanceOf(JMSException.class);
    second.close();
    first.close();

    MessageConsumer selecting = session.createSharedDurableConsumer(topic, name, "a IS NULL");
    assertThat(selecting.receiveNoWait()).isNull();
    selecting.close();
    MessageConsumer moved = session.createSharedDurableConsumer(other, name);
    rig.publish(other, "new");
    assertThat(Rig.text(Rig.receive(moved))).isEqualTo("new");
  }

  @Test
  void noLocalLeavesOutWhatAnotherConnectionOfTheSameClientPublishes() throws Exception {
    Topic topic = rig.newTopic();
    String client = newName();
    String name = newName();
    try (Connection first = rig.factory().createConnection()) {
      first.setClientID(client);
      first.createSession().createDurableConsumer(topic, name, null, true);
    }
    try (Connection second = rig.factory().createConnection()) {
      second.setClientID(client);
      Session session = second.createSession();
      session.createProducer(topic).send(session.createTextMessage("own"));
    }
    rig.publish(topic, "other's");

    Session third = rig.connectAs(client).createSession();
    MessageConsumer again = third.createDurableConsumer(topic, name, null, true);
    assertThat(Rig.text(Rig.receive(again))).isEqualTo("other's");
    assertThat(again.receiveNoWait()).isNull();
  }
}
