package io.tabella.it.jms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tabella.extension.TabellaAdmin;
import io.tabella.extension.TabellaProperties;
import io.tabella.jms.TabellaConnectionFactory;
import jakarta.jms.DeliveryMode;
import jakarta.jms.Destination;
import jakarta.jms.JMSException;
import jakarta.jms.JMSProducer;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageFormatException;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import jakarta.jms.Topic;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import org.junit.jupiter.api.Test;

/** Messages that are sent twice, and stored once: the property JMS_TABELLA_duplicateId. */
final class DuplicateDetectionTest extends JmsBehaviour {

  private static void send(Session session, Destination to, String id, String text)
      throws JMSException {
    try (MessageProducer producer = session.createProducer(to)) {
      producer.send(named(session, id, text));
    }
  }

  private static TextMessage named(Session session, String id, String text) throws JMSException {
    TextMessage message = session.createTextMessage(text);
    message.setStringProperty(TabellaProperties.DUPLICATE_ID, id);
    return message;
  }

  private List<String> received(Queue queue) throws JMSException {
    List<String> texts = new ArrayList<>();
    try (MessageConsumer consumer = rig.autoSession().createConsumer(queue)) {
      TextMessage message = (TextMessage) consumer.receiveNoWait();
      while (message != null) {
        texts.add(message.getText());
        message = (TextMessage) consumer.receiveNoWait();
      }
    }
    return texts;
  }

  @Test
  void whatIsSentTwiceIsThereOnce() throws Exception {
    Queue queue = rig.newQueue();
    Session session = rig.autoSession();
    send(session, queue, "order 1", "first");
    send(session, queue, "order 1", "again");
    send(session, queue, "order 2", "other");
    assertThat(received(queue)).containsExactly("first", "other");
    send(session, queue, "order 1", "after it was received");
    assertThat(received(queue)).isEmpty();
  }

  @Test
  void receivedMessageHasTheProperty() throws Exception {
    Queue queue = rig.newQueue();
    Session session = rig.autoSession();
    send(session, queue, "order 1", "first");
    MessageConsumer consumer =
        session.createConsumer(queue, TabellaProperties.DUPLICATE_ID + " = 'order 1'");
    assertThat(consumer.receive(Rig.LONG).getStringProperty(TabellaProperties.DUPLICATE_ID))
        .isEqualTo("order 1");
  }

  @Test
  void destinationsHaveTheirOwnIdentifiers() throws Exception {
    Queue one = rig.newQueue();
    Queue other = rig.newQueue();
    Session session = rig.autoSession();
    send(session, one, "order 1", "one");
    send(session, other, "order 1", "other");
    assertThat(received(one)).containsExactly("one");
    assertThat(received(other)).containsExactly("other");
  }

  @Test
  void restOfATransactionWithADuplicateIsCommitted() throws Exception {
    Queue queue = rig.newQueue();
    send(rig.autoSession(), queue, "order 1", "first");
    Session session = rig.transactedSession();
    send(session, queue, "order 1", "again");
    send(session, queue, "order 2", "new");
    send(session, queue, "order 2", "new again");
    session.commit();
    assertThat(received(queue)).containsExactly("first", "new");
  }

  @Test
  void whatWasRolledBackMayBeSentAgain() throws Exception {
    Queue queue = rig.newQueue();
    Session session = rig.transactedSession();
    send(session, queue, "order 1", "rolled back");
    session.rollback();
    send(session, queue, "order 1", "committed");
    session.commit();
    assertThat(received(queue)).containsExactly("committed");
  }

  @Test
  void publishedTwiceReachesASubscriberOnce() throws Exception {
    Topic topic = rig.newTopic();
    Session session = rig.autoSession();
    MessageConsumer subscriber = rig.autoSession().createConsumer(topic);
    send(session, topic, "price 1", "first");
    send(session, topic, "price 1", "again");
    send(session, topic, "price 2", "last");
    assertThat(subscriber.receive(Rig.LONG).getBody(String.class)).isEqualTo("first");
    assertThat(subscriber.receive(Rig.LONG).getBody(String.class)).isEqualTo("last");
  }

  @Test
  void delayedMessageIsKnownFromItsSendAndComesAllTheSame() throws Exception {
    Queue queue = rig.newQueue();
    Session session = rig.autoSession();
    MessageProducer producer = session.createProducer(queue);
    producer.setDeliveryDelay(300);
    producer.send(named(session, "order 1", "delayed"));
    producer.send(named(session, "order 1", "delayed again"));
    producer.setDeliveryDelay(0);
    producer.send(named(session, "order 1", "again"));
    producer.send(named(session, "order 2", "other"));
    MessageConsumer consumer = session.createConsumer(queue);
    assertThat(consumer.receive(Rig.LONG).getBody(String.class)).isEqualTo("other");
    assertThat(consumer.receive(Rig.LONG).getBody(String.class)).isEqualTo("delayed");
    assertThat(consumer.receiveNoWait()).isNull();
  }

  @Test
  void nonPersistentMessageIsSentOnceToo() throws Exception {
    Queue queue = rig.newQueue();
    Session session = rig.autoSession();
    MessageConsumer consumer = rig.autoSession().createConsumer(queue);
    MessageProducer producer = session.createProducer(queue);
    producer.setDeliveryMode(DeliveryMode.NON_PERSISTENT);
    assertThat(consumer.receive(50)).isNull();
    producer.send(named(session, "order 1", "first"));
    assertThat(consumer.receive(Rig.LONG).getBody(String.class)).isEqualTo("first");
    producer.send(named(session, "order 1", "again"));
    producer.send(named(session, "order 2", "last"));
    assertThat(consumer.receive(Rig.LONG).getBody(String.class)).isEqualTo("last");
  }

  @Test
  void propertyOfAProducerCounts() throws Exception {
    Queue queue = rig.newQueue();
    JMSProducer producer =
        rig.context().createProducer().setProperty(TabellaProperties.DUPLICATE_ID, 7);
    producer.send(queue, "first");
    producer.send(queue, "again");
    assertThat(received(queue)).containsExactly("first");
  }

  @Test
  void otherNodesAndRestartedOnesKnowIt() throws Exception {
    Queue queue = rig.newQueue();
    try (TabellaConnectionFactory before = rig.newFactory()) {
      send(rig.connect(before).createSession(), queue, "order 1", "before the restart");
      rig.closeConnections();
    }
    try (TabellaConnectionFactory after = rig.newFactory()) {
      send(rig.connect(after).createSession(), queue, "order 1", "after it");
      send(rig.autoSession(), queue, "order 1", "from another node");
      rig.closeConnections();
    }
    assertThat(received(queue)).containsExactly("before the restart");
  }

  @Test
  void ofManyNodesThatSendTheSameAtOnceOneDoes() throws Exception {
    Queue queue = rig.newQueue();
    int nodes = 3;
    int messages = 40;
    List<TabellaConnectionFactory> factories = new ArrayList<>();
    List<CompletableFuture<Void>> senders = new ArrayList<>();
    CyclicBarrier together = new CyclicBarrier(nodes);
    for (int i = 0; i < nodes; i++) {
      TabellaConnectionFactory factory = rig.newFactory();
      factories.add(factory);
      Session session = rig.connect(factory).createSession(Session.SESSION_TRANSACTED);
      senders.add(CompletableFuture.runAsync(() -> sendAll(session, queue, messages, together)));
    }
    senders.forEach(CompletableFuture::join);
    rig.closeConnections();
    for (TabellaConnectionFactory factory : factories) {
      factory.close();
    }
    List<String> texts = received(queue);
    assertThat(texts).doesNotHaveDuplicates().hasSize(messages);
  }

  /** In an order of its own, a few in each transaction. */
  private static void sendAll(Session session, Queue queue, int messages, CyclicBarrier together) {
    try {
      List<Integer> numbers = new ArrayList<>();
      for (int i = 0; i < messages; i++) {
        numbers.add(i);
      }
      Collections.shuffle(numbers);
      together.await();
      for (int i = 0; i < messages; i++) {
        String name = "order " + numbers.get(i);
        send(session, queue, name, name);
        if (i % 4 == 3) {
          session.commit();
        }
      }
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void windowOfADestinationEnds() throws Exception {
    Queue queue = rig.newQueue();
    Session session = rig.autoSession();
    send(session, queue, "order 1", "first");
    rig.execute(
        "UPDATE tabella_duplicate_id SET expires_at = 1 WHERE duplicate_id = 'order 1'"
            + " AND destination = (SELECT id FROM tabella_destination WHERE kind = 1 AND name = '"
            + queue.getQueueName()
            + "')");
    send(session, queue, "order 1", "after the window");
    send(session, queue, "order 1", "again");
    assertThat(received(queue)).containsExactly("first", "after the window");
  }

  @Test
  void windowOfZeroSwitchesDetectionOff() throws Exception {
    TabellaConnectionFactory factory = rig.newFactory();
    factory.setDuplicateWindowMillis(0);
    try (factory) {
      Queue queue = rig.newQueue();
      Session session = rig.connect(factory).createSession();
      send(session, queue, "order 1", "first");
      send(session, queue, "order 1", "again");
      assertThat(received(queue)).containsExactly("first", "again");
      rig.closeConnections();
    }
  }

  @Test
  void deadLetterIsNoDuplicateAndNeitherIsItsRetry() throws Exception {
    Queue queue = rig.newQueue();
    Queue deadLetters = rig.newQueue();
    TabellaConnectionFactory factory = rig.newFactory();
    factory.setMaxDeliveries(1);
    factory.setDeadLetterQueue(deadLetters.getQueueName());
    try (factory;
        TabellaAdmin admin = factory.createAdmin()) {
      Session session = rig.connect(factory).createSession(Session.SESSION_TRANSACTED);
      send(session, deadLetters, "order 1", "the same name");
      send(session, queue, "order 1", "will fail");
      session.commit();
      MessageConsumer consumer = session.createConsumer(queue);
      assertThat(consumer.receive(Rig.LONG)).isNotNull();
      session.rollback();
      consumer.close();
      rig.closeConnections();
      assertThat(admin.retry(deadLetters.getQueueName(), "JMS_TABELLA_deliveryCount = 1"))
          .isEqualTo(1);
    }
    assertThat(received(deadLetters)).containsExactly("the same name");
    assertThat(received(queue)).containsExactly("will fail");
  }

  @Test
  void identifierThatCannotBeStoredIsRefused() throws Exception {
    Queue queue = rig.newQueue();
    Session session = rig.autoSession();
    for (String bad : List.of("", "x".repeat(256), "a\u0000b", "a\ud800")) {
      assertThatThrownBy(() -> send(session, queue, bad, "refused"))
          .isInstanceOf(MessageFormatException.class)
          .hasMessageContaining("JMS_TABELLA_duplicateId");
    }
    send(session, queue, "x".repeat(255), "taken");
    assertThat(received(queue)).containsExactly("taken");
  }
}
