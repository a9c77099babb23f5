package io.tabella.it.jms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tabella.jms.TabellaConnectionFactory;
import jakarta.jms.Connection;
import jakarta.jms.IllegalStateException;
import jakarta.jms.InvalidClientIDException;
import jakarta.jms.InvalidDestinationException;
import jakarta.jms.InvalidSelectorException;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import jakarta.jms.TemporaryTopic;
import jakarta.jms.TextMessage;
import jakarta.jms.Topic;
import jakarta.jms.TopicSubscriber;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Publish and subscribe. Jakarta Messaging 3.1, 4.2 and 8.3. */
final class TopicTest extends JmsBehaviour {

  private final AtomicInteger names = new AtomicInteger();

  private String newName() {
    return "name-" + names.incrementAndGet();
  }

  private Session durableSession() throws JMSException {
    return rig.connectAs(newName()).createSession();
  }

  // Who gets what.

  @Test
  void everySubscriptionGetsEachMessage() throws Exception {
    Topic topic = rig.newTopic();
    MessageConsumer one = rig.autoSession().createConsumer(topic);
    MessageConsumer other = rig.autoSession().createConsumer(topic);

    rig.publish(topic, "a", "b", "c");

    assertThat(Rig.texts(Rig.receive(one, 3))).containsExactly("a", "b", "c");
    assertThat(Rig.texts(Rig.receive(other, 3))).containsExactly("a", "b", "c");
  }

  @Test
  void nonDurableConsumerGetsNothingFromBeforeItWasMade() throws Exception {
    Topic topic = rig.newTopic();
    rig.publish(topic, "before");
    MessageConsumer consumer = rig.autoSession().createConsumer(topic);
    rig.publish(topic, "after");

    assertThat(Rig.text(Rig.receive(consumer))).isEqualTo("after");
    assertThat(consumer.receiveNoWait()).isNull();
  }

  @Test
  void durableSubscriberGetsWhatWasPublishedWhileItWasAway() throws Exception {
    Topic topic = rig.newTopic();
    String name = newName();
    String clientId = newName();
    Connection first = rig.connectAs(clientId);
    first.createSession().createDurableConsumer(topic, name).close();
    first.close();
    rig.publish(topic, "a", "b");

    Session session = rig.connectAs(clientId).createSession();
    MessageConsumer consumer = session.createDurableConsumer(topic, name);

    assertThat(Rig.texts(Rig.receive(consumer, 2))).containsExactly("a", "b");
    consumer.close();
    assertThat(session.createDurableConsumer(topic, name).receiveNoWait()).isNull();
  }

  @Test
  void listenerGetsMessagesInOrder() throws Exception {
    Topic topic = rig.newTopic();
    List<String> got = new CopyOnWriteArrayList<>();
    CountDownLatch enough = new CountDownLatch(50);
    MessageConsumer consumer = rig.autoSession().createConsumer(topic);
    consumer.setMessageListener(
        Listeners.checked(
            message -> {
              got.add(Rig.text(message));
              enough.countDown();
            }));
    String[] texts = new String[50];
    for (int i = 0; i < 50; i++) {
      texts[i] = "m" + i;
    }

    rig.publish(topic, texts);
    assertThat(enough.await(Rig.LONG, TimeUnit.MILLISECONDS)).isTrue();

    assertThat(got).containsExactly(texts);
  }

  @Test
  void messageTellsItsTopic() throws Exception {
    Topic topic = rig.newTopic();
    MessageConsumer consumer = rig.autoSession().createConsumer(topic);
    rig.publish(topic, "a");
    assertThat(Rig.receive(consumer).getJMSDestination()).isEqualTo(topic);
  }

  // Shared subscriptions.

  @Test
  void consumersShareASubscriptionAcrossNodes() throws Exception {
    Topic topic = rig.newTopic();
    String name = newName();
    try (TabellaConnectionFactory elsewhere = rig.newFactory()) {
      MessageConsumer here = rig.autoSession().createSharedConsumer(topic, name);
      MessageConsumer there =
          rig.connect(elsewhere).createSession().createSharedConsumer(topic, name);

      rig.publish(topic, "a", "b", "c", "d", "e", "f");

      List<String> got = new ArrayList<>();
      while (got.size() < 6) {
        got.addAll(Rig.receiveAll(here));
        got.addAll(Rig.receiveAll(there));
      }
      assertThat(got).containsExactlyInAnyOrder("a", "b", "c", "d", "e", "f");
      rig.closeConnections();
    }
  }

  @Test
  void sharedDurableSubscriptionOutlivesItsConsumers() throws Exception {
    Topic topic = rig.newTopic();
    String name = newName();
    rig.autoSession().createSharedDurableConsumer(topic, name).close();
    rig.publish(topic, "a");
    assertThat(Rig.text(Rig.receive(rig.autoSession().createSharedDurableConsumer(topic, name))))
        .isEqualTo("a");
  }

  @Test
  void sharedNonDurableSubscriptionEndsWithItsLastConsumer() throws Exception {
    Topic topic = rig.newTopic();
    String name = newName();
    MessageConsumer first = rig.autoSession().createSharedConsumer(topic, name);
    MessageConsumer second = rig.autoSession().createSharedConsumer(topic, name);
    first.close();
    rig.publish(topic, "a");
    assertThat(Rig.text(Rig.receive(second))).isEqualTo("a");
    second.close();
    rig.publish(topic, "b");
    assertThat(rig.autoSession().createSharedConsumer(topic, name).receiveNoWait()).isNull();
  }

  @Test
  void sharedNameIsRefusedForAnotherSelectorWhileItIsUsed() throws Exception {
    Topic topic = rig.newTopic();
    String name = newName();
    MessageConsumer first = rig.autoSession().createSharedConsumer(topic, name);
    Session session = rig.autoSession();
    assertThatThrownBy(() -> session.createSharedConsumer(topic, name, "a = 1"))
        .isInstanceOf(JMSException.class)
        .hasMessageContaining(name);
    first.close();
    session.createSharedConsumer(topic, name, "a = 1");
  }

  // In use.

  @Test
  void durableSubscriptionHasOneConsumerAtATimeInAllNodes() throws Exception {
    Topic topic = rig.newTopic();
    String name = newName();
    Session session = durableSession();
    session.createDurableConsumer(topic, name);
    assertThatThrownBy(() -> session.createDurableConsumer(topic, name))
        .isInstanceOf(JMSException.class)
        .hasMessageContaining("close that consumer");
    assertThatThrownBy(() -> session.unsubscribe(name))
        .isInstanceOf(JMSException.class)
        .hasMessageContaining(name);
  }

  @Test
  void clientIdentifierBelongsToOneConnectionInAllNodes() throws Exception {
    String clientId = newName();
    Connection first = rig.connectAs(clientId);
    try (TabellaConnectionFactory elsewhere = rig.newFactory();
        Connection second = elsewhere.createConnection()) {
      assertThatThrownBy(() -> second.setClientID(clientId))
          .isInstanceOf(InvalidClientIDException.class)
          .hasMessageContaining(clientId);
      first.close();
      second.setClientID(clientId);
    }
  }

  @Test
  void durableConsumerNeedsAClientIdentifierAndAName() throws Exception {
    Topic topic = rig.newTopic();
    Session without = rig.autoSession();
    assertThatThrownBy(() -> without.createDurableConsumer(topic, "n"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("setClientID");
    Session with = durableSession();
    assertThatThrownBy(() -> with.createDurableConsumer(topic, " "))
        .isInstanceOf(JMSException.class);
  }

  @Test
  void unsubscribedSubscriptionIsGone() throws Exception {
    Topic topic = rig.newTopic();
    String name = newName();
    Session session = durableSession();
    session.createDurableConsumer(topic, name).close();
    rig.publish(topic, "a");

    session.unsubscribe(name);

    assertThat(session.createDurableConsumer(topic, name).receiveNoWait()).isNull();
    assertThatThrownBy(() -> session.unsubscribe("nobody"))
        .isInstanceOf(InvalidDestinationException.class)
        .hasMessageContaining("nobody");
  }

  @Test
  void durableSubscriptionWithAnotherSelectorOrTopicIsMadeAnew() throws Exception {
    Topic topic = rig.newTopic();
    Topic other = rig.newTopic();
    String name = newName();
    Session session = durableSession();
    session.createDurableConsumer(topic, name).close();
    rig.publish(topic, "old");

    MessageConsumer changed = session.createDurableConsumer(topic, name, "a IS NULL", false);
    assertThat(changed.receiveNoWait()).isNull();
    changed.close();
    MessageConsumer moved = session.createDurableConsumer(other, name);
    rig.publish(topic, "no");
    rig.publish(other, "new");
    assertThat(Rig.text(Rig.receive(moved))).isEqualTo("new");
  }

  // Selectors and noLocal.

  @Test
  void selectorSelects() throws Exception {
    Topic topic = rig.newTopic();
    Session session = rig.autoSession();
    MessageConsumer cheap = session.createConsumer(topic, "price < 10 AND JMSType = 'book'");
    MessageProducer producer = session.createProducer(topic);
    for (int price : new int[] {5, 20, 7}) {
      TextMessage message = session.createTextMessage("price " + price);
      message.setIntProperty("price", price);
      message.setJMSType("book");
      producer.send(message);
    }
    producer.send(session.createTextMessage("no properties"));

    assertThat(Rig.texts(Rig.receive(cheap, 2))).containsExactly("price 5", "price 7");
    assertThat(cheap.receiveNoWait()).isNull();
    assertThat(cheap.getMessageSelector()).isEqualTo("price < 10 AND JMSType = 'book'");
  }

  @Test
  void wrongSelectorIsRefused() throws Exception {
    Topic topic = rig.newTopic();
    Session session = rig.autoSession();
    assertThatThrownBy(() -> session.createConsumer(topic, "price >"))
        .isInstanceOf(InvalidSelectorException.class)
        .hasMessageContaining("position 8");
  }

  @Test
  void noLocalLeavesOutTheConnectionsOwnMessages() throws Exception {
    Topic topic = rig.newTopic();
    Session session = rig.autoSession();
    MessageConsumer consumer = session.createConsumer(topic, null, true);
    session.createProducer(topic).send(session.createTextMessage("own"));
    rig.publish(topic, "other's");
    assertThat(Rig.text(Rig.receive(consumer))).isEqualTo("other's");
    assertThat(((TopicSubscriber) consumer).getNoLocal()).isTrue();
  }

  // Acknowledgement.

  @Test
  void rolledBackMessageComesAgainFlaggedAndOthersAreNotTouched() throws Exception {
    Topic topic = rig.newTopic();
    Session session = rig.transactedSession();
    MessageConsumer consumer = session.createConsumer(topic);
    MessageConsumer other = rig.autoSession().createConsumer(topic);
    rig.publish(topic, "a", "b");

    Rig.receive(consumer, 2);
    session.rollback();

    Message again = Rig.receive(consumer);
    assertThat(Rig.text(again)).isEqualTo("a");
    assertThat(again.getJMSRedelivered()).isTrue();
    assertThat(Rig.count(again)).isEqualTo(2);
    assertThat(Rig.receive(other).getJMSRedelivered()).isFalse();
    session.commit();
  }

  @Test
  void unacknowledgedMessagesComeAgainAfterRecover() throws Exception {
    Topic topic = rig.newTopic();
    Session session = rig.session(Session.CLIENT_ACKNOWLEDGE);
    MessageConsumer consumer = session.createConsumer(topic);
    rig.publish(topic, "a", "b", "c");
    Rig.receive(consumer).acknowledge();
    Rig.receive(consumer);
    session.recover();
    assertThat(Rig.texts(Rig.receive(consumer, 2))).containsExactly("b", "c");
  }

  @Test
  void unacknowledgedMessagesOfADurableSubscriptionComeAgainInTheNextSession() throws Exception {
    Topic topic = rig.newTopic();
    String name = newName();
    Connection connection = rig.connectAs(newName());
    Session session = connection.createSession(Session.CLIENT_ACKNOWLEDGE);
    session.createDurableConsumer(topic, name).close();
    rig.publish(topic, "a", "b");
    MessageConsumer consumer = session.createDurableConsumer(topic, name);
    Rig.receive(consumer).acknowledge();
    Rig.receive(consumer);
    session.close();

    MessageConsumer next = connection.createSession().createDurableConsumer(topic, name);
    assertThat(Rig.text(Rig.receive(next))).isEqualTo("b");
    assertThat(next.receiveNoWait()).isNull();
  }

  @Test
  void publishAndSendAndReceiveCommitTogetherOrNotAtAll() throws Exception {
    Topic topic = rig.newTopic();
    Queue queue = rig.newQueue();
    MessageConsumer consumer = rig.autoSession().createConsumer(topic);
    Session session = rig.transactedSession();

    session.createProducer(topic).send(session.createTextMessage("no"));
    Rig.send(session, queue, "no");
    session.rollback();
    session.createProducer(topic).send(session.createTextMessage("yes"));
    Rig.send(session, queue, "yes");
    assertThat(consumer.receiveNoWait()).isNull();
    session.commit();

    assertThat(Rig.text(Rig.receive(consumer))).isEqualTo("yes");
    assertThat(consumer.receiveNoWait()).isNull();
    assertThat(rig.drain(queue)).containsExactly("yes");
  }

  // Headers.

  @Test
  void expiredMessageIsNotDelivered() throws Exception {
    Topic topic = rig.newTopic();
    String name = newName();
    Session session = durableSession();
    session.createDurableConsumer(topic, name).close();
    MessageProducer producer = session.createProducer(topic);
    producer.setTimeToLive(Rig.LONG);
    producer.send(session.createTextMessage("short"));
    producer.setTimeToLive(0);
    producer.send(session.createTextMessage("long"));
    rig.execute("UPDATE tabella_topic_log SET expires_at = 1 WHERE expires_at <> 0");

    MessageConsumer consumer = session.createDurableConsumer(topic, name);

    assertThat(Rig.text(Rig.receive(consumer))).isEqualTo("long");
    assertThat(consumer.receiveNoWait()).isNull();
  }

  @Test
  void largeBodyReachesEachSubscription() throws Exception {
    Topic topic = rig.newTopic();
    MessageConsumer one = rig.autoSession().createConsumer(topic);
    MessageConsumer other = rig.autoSession().createConsumer(topic);
    String large = "x".repeat(300_000);
    rig.publish(topic, large);
    assertThat(Rig.text(Rig.receive(one))).isEqualTo(large);
    assertThat(Rig.text(Rig.receive(other))).isEqualTo(large);
  }

  // Patterns, the past, temporary topics.

  @Test
  void patternFitsManyTopics() throws Exception {
    Session session = rig.autoSession();
    String base = newName();
    MessageConsumer one = session.createConsumer(session.createTopic(base + ".*.created"));
    MessageConsumer rest = session.createConsumer(session.createTopic(base + ".>"));
    rig.publish(session.createTopic(base + ".eu.created"), "a");
    rig.publish(session.createTopic(base + ".eu.x.created"), "b");

    Message message = Rig.receive(one);
    assertThat(Rig.text(message)).isEqualTo("a");
    assertThat(((Topic) message.getJMSDestination()).getTopicName())
        .isEqualTo(base + ".eu.created");
    assertThat(Rig.texts(Rig.receive(rest, 2))).containsExactlyInAnyOrder("a", "b");
    assertThatThrownBy(() -> session.createProducer(session.createTopic(base + ".*")))
        .isInstanceOf(InvalidDestinationException.class);
  }

  @Test
  void subscriptionMayBeginInThePastWhereMessagesAreKept() throws Exception {
    Session session = rig.autoSession();
    String name = newName();
    Topic kept = session.createTopic(name + "?tabella.retentionMillis=3600000");
    rig.publish(kept, "a", "b");

    MessageConsumer late =
        session.createSharedDurableConsumer(
            session.createTopic(name + "?tabella.from=beginning"), newName());

    assertThat(Rig.texts(Rig.receive(late, 2))).containsExactly("a", "b");
    assertThat(kept.getTopicName()).isEqualTo(name);
    assertThatThrownBy(
            () -> session.createConsumer(session.createTopic(name + "?tabella.from=yesterday")))
        .isInstanceOf(InvalidDestinationException.class)
        .hasMessageContaining("yesterday");
  }

  @Test
  void temporaryTopicGoesWithItsConnection() throws Exception {
    Connection connection = rig.connect();
    Session session = connection.createSession();
    TemporaryTopic topic = session.createTemporaryTopic();
    MessageConsumer consumer = session.createConsumer(topic);
    rig.publish(topic, "a");
    assertThat(Rig.text(Rig.receive(consumer))).isEqualTo("a");
    Session other = rig.autoSession();
    assertThatThrownBy(() -> other.createConsumer(topic))
        .isInstanceOf(InvalidDestinationException.class);
    assertThatThrownBy(topic::delete).isInstanceOf(JMSException.class);
    connection.close();
    assertThatThrownBy(() -> rig.publish(topic, "late"))
        .isInstanceOf(InvalidDestinationException.class)
        .hasMessageContaining("gone");
  }
}
