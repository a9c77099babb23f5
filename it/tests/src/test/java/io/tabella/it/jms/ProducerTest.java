package io.tabella.it.jms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tabella.jms.TabellaConnectionFactory;
import jakarta.jms.DeliveryMode;
import jakarta.jms.InvalidDestinationException;
import jakarta.jms.Message;
import jakarta.jms.MessageFormatException;
import jakarta.jms.MessageProducer;
import jakarta.jms.ObjectMessage;
import jakarta.jms.Queue;
import jakarta.jms.QueueSender;
import jakarta.jms.QueueSession;
import jakarta.jms.ResourceAllocationException;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Sending. Jakarta Messaging 3.1, chapter 7 and 3.4. */
final class ProducerTest extends JmsBehaviour {

  @Test
  void sendSetsTheHeadersOfTheSendersMessage() throws Exception {
    Queue queue = rig.newQueue();
    Session session = rig.autoSession();
    MessageProducer producer = session.createProducer(queue);
    producer.setTimeToLive(100_000);
    producer.setPriority(7);
    Message message = session.createMessage();

    producer.send(message);

    assertThat(message.getJMSMessageID()).startsWith("ID:");
    assertThat(message.getJMSDestination()).isEqualTo(queue);
    assertThat(message.getJMSTimestamp()).isPositive();
    assertThat(message.getJMSDeliveryTime()).isEqualTo(message.getJMSTimestamp());
    assertThat(message.getJMSExpiration()).isEqualTo(message.getJMSTimestamp() + 100_000);
    assertThat(message.getJMSPriority()).isEqualTo(7);
    assertThat(message.getJMSDeliveryMode()).isEqualTo(DeliveryMode.PERSISTENT);
  }

  @Test
  void receiverSeesTheSameHeaders() throws Exception {
    Queue queue = rig.newQueue();
    Session session = rig.autoSession();
    Message sent = session.createMessage();
    sent.setJMSCorrelationID("correlation");
    sent.setJMSType("type");
    sent.setJMSReplyTo(session.createQueue("replies"));

    session.createProducer(queue).send(sent, DeliveryMode.NON_PERSISTENT, 2, 100_000);

    Message received = Rig.receive(session.createConsumer(queue));
    assertThat(received.getJMSMessageID()).isEqualTo(sent.getJMSMessageID());
    assertThat(received.getJMSDestination()).isEqualTo(queue);
    assertThat(received.getJMSTimestamp()).isEqualTo(sent.getJMSTimestamp());
    assertThat(received.getJMSDeliveryTime()).isEqualTo(sent.getJMSDeliveryTime());
    assertThat(received.getJMSExpiration()).isEqualTo(sent.getJMSExpiration());
    assertThat(received.getJMSPriority()).isEqualTo(2);
    assertThat(received.getJMSDeliveryMode()).isEqualTo(DeliveryMode.NON_PERSISTENT);
    assertThat(received.getJMSCorrelationID()).isEqualTo("correlation");
    assertThat(received.getJMSType()).isEqualTo("type");
    assertThat(received.getJMSReplyTo()).isEqualTo(session.createQueue("replies"));
  }

  @Test
  void argumentsOfSendOverrideWhatTheMessageSays() throws Exception {
    Queue queue = rig.newQueue();
    Session session = rig.autoSession();
    Message message = session.createMessage();
    message.setJMSPriority(9);
    message.setJMSDeliveryMode(DeliveryMode.NON_PERSISTENT);
    message.setJMSExpiration(1);

    session.createProducer(queue).send(message, DeliveryMode.PERSISTENT, 3, 0);

    Message received = Rig.receive(session.createConsumer(queue));
    assertThat(received.getJMSPriority()).isEqualTo(3);
    assertThat(received.getJMSDeliveryMode()).isEqualTo(DeliveryMode.PERSISTENT);
    assertThat(received.getJMSExpiration()).isZero();
  }

  @Test
  void changeAfterSendDoesNotReachTheReceiver() throws Exception {
    Queue queue = rig.newQueue();
    Session session = rig.transactedSession();
    TextMessage message = session.createTextMessage("before");
    ArrayList<String> object = new ArrayList<>(List.of("before"));
    ObjectMessage ofObject = session.createObjectMessage(object);

    session.createProducer(queue).send(message);
    session.createProducer(queue).send(ofObject);
    message.setText("after");
    object.add("after");
    session.commit();

    List<Message> received = Rig.receive(rig.autoSession().createConsumer(queue), 2);
    assertThat(Rig.text(received.get(0))).isEqualTo("before");
    assertThat(((ObjectMessage) received.get(1)).getObject()).isEqualTo(List.of("before"));
  }

  @Test
  void sameMessageCanBeSentAgainAndGetsANewIdentifier() throws Exception {
    Queue queue = rig.newQueue();
    Session session = rig.autoSession();
    MessageProducer producer = session.createProducer(queue);
    TextMessage message = session.createTextMessage("a");

    producer.send(message);
    String first = message.getJMSMessageID();
    message.setText("b");
    producer.send(message);

    assertThat(message.getJMSMessageID()).isNotEqualTo(first);
    assertThat(rig.drain(queue)).containsExactly("a", "b");
  }

  @Test
  void receivedMessageCanBeSentOn() throws Exception {
    Queue queue = rig.newQueue();
    Queue next = rig.newQueue();
    rig.send(queue, "a");
    Session session = rig.autoSession();

    session.createProducer(next).send(Rig.receive(session.createConsumer(queue)));

    assertThat(rig.drain(next)).containsExactly("a");
  }

  @Test
  void higherPrioritiesComeFirst() throws Exception {
    Queue queue = rig.newQueue();
    Session session = rig.transactedSession();
    MessageProducer producer = session.createProducer(queue);
    for (int priority = 0; priority <= 9; priority++) {
      producer.setPriority(priority);
      producer.send(session.createTextMessage("p" + priority));
    }
    session.commit();

    assertThat(rig.drain(queue))
        .containsExactly("p9", "p8", "p7", "p6", "p5", "p4", "p3", "p2", "p1", "p0");
  }

  @Test
  void messagesOfMixedDeliveryModesKeepTheirOrder() throws Exception {
    Queue queue = rig.newQueue();
    Session session = rig.autoSession();
    MessageProducer producer = session.createProducer(queue);
    var consumer = rig.autoSession().createConsumer(queue);
    List<String> sent = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      producer.setDeliveryMode(i % 3 == 0 ? DeliveryMode.PERSISTENT : DeliveryMode.NON_PERSISTENT);
      producer.send(session.createTextMessage("m" + i));
      sent.add("m" + i);
    }

    assertThat(Rig.texts(Rig.receive(consumer, 300))).isEqualTo(sent);
  }

  @Test
  void nonPersistentMessagesWaitForAConsumerToCome() throws Exception {
    Queue queue = rig.newQueue();
    Session session = rig.autoSession();
    MessageProducer producer = session.createProducer(queue);
    producer.setDeliveryMode(DeliveryMode.NON_PERSISTENT);
    for (int i = 0; i < 100; i++) {
      producer.send(session.createTextMessage("m" + i));
    }
    session.close();

    assertThat(rig.drain(queue)).hasSize(100).startsWith("m0", "m1", "m2").endsWith("m99");
  }

  @Test
  void committedMessageIsThereForReceiveNoWaitAtOnce() throws Exception {
    Queue queue = rig.newQueue();
    var consumer = rig.autoSession().createConsumer(queue);
    Session sender = rig.autoSession();

    for (int i = 0; i < 50; i++) {
      Rig.send(sender, queue, "m" + i);
      assertThat(Rig.text(consumer.receiveNoWait())).isEqualTo("m" + i);
    }
  }

  @Test
  void committedMessageIsThereForReceiveNoWaitOnAnotherNode() throws Exception {
    Queue queue = rig.newQueue();
    try (TabellaConnectionFactory otherNode = rig.newFactory()) {
      var consumer = rig.connect(otherNode).createSession().createConsumer(queue);
      Session sender = rig.autoSession();

      for (int i = 0; i < 20; i++) {
        Rig.send(sender, queue, "m" + i);
        assertThat(Rig.text(consumer.receiveNoWait())).isEqualTo("m" + i);
      }
      rig.closeConnections();
    }
  }

  @Test
  void receiverThatWaitsOnAnotherNodeGetsWhatIsSent() throws Exception {
    Queue queue = rig.newQueue();
    try (TabellaConnectionFactory otherNode = rig.newFactory()) {
      var consumer = rig.connect(otherNode).createSession().createConsumer(queue);
      Blocked<Message> received = Blocked.in(consumer::receive);

      rig.send(queue, "a");

      assertThat(Rig.text(received.result())).isEqualTo("a");
      rig.closeConnections();
    }
  }

  @Test
  void producerWithoutDestinationNeedsOneForEachSend() throws Exception {
    Queue queue = rig.newQueue();
    Session session = rig.autoSession();
    MessageProducer producer = session.createProducer(null);

    producer.send(queue, session.createTextMessage("a"));

    assertThat(producer.getDestination()).isNull();
    assertThat(rig.drain(queue)).containsExactly("a");
    assertThatThrownBy(() -> producer.send(session.createMessage()))
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> producer.send((Queue) null, session.createMessage()))
        .isInstanceOf(InvalidDestinationException.class);
  }

  @Test
  void producerWithDestinationTakesNoOther() throws Exception {
    Queue queue = rig.newQueue();
    Session session = rig.autoSession();
    MessageProducer producer = session.createProducer(queue);

    assertThat(producer.getDestination()).isEqualTo(queue);
    assertThatThrownBy(() -> producer.send(queue, session.createMessage()))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void queueSenderSendsToItsQueue() throws Exception {
    Queue queue = rig.newQueue();
    QueueSession session =
        rig.factory().createQueueConnection().createQueueSession(false, Session.AUTO_ACKNOWLEDGE);

    QueueSender sender = session.createSender(queue);
    sender.send(session.createTextMessage("a"));

    assertThat(sender.getQueue()).isEqualTo(queue);
    assertThat(rig.drain(queue)).containsExactly("a");
  }

  @Test
  void nullIsNoMessage() throws Exception {
    MessageProducer producer = rig.autoSession().createProducer(rig.newQueue());

    assertThatThrownBy(() -> producer.send(null)).isInstanceOf(MessageFormatException.class);
  }

  @Test
  void impossibleArgumentsAreRefusedByName() throws Exception {
    Session session = rig.autoSession();
    MessageProducer producer = session.createProducer(rig.newQueue());

    assertThatThrownBy(() -> producer.setPriority(10)).hasMessageContaining("priority of 10");
    assertThatThrownBy(() -> producer.setDeliveryMode(0))
        .hasMessageContaining("delivery mode of 0");
    assertThatThrownBy(() -> producer.setTimeToLive(-1)).hasMessageContaining("time to live of -1");
    assertThatThrownBy(() -> producer.send(session.createMessage(), 2, -1, 0))
        .hasMessageContaining("priority of -1");
  }

  @Test
  void settingsOfAProducerAreKept() throws Exception {
    MessageProducer producer = rig.autoSession().createProducer(null);

    producer.setPriority(1);
    producer.setTimeToLive(2);
    producer.setDeliveryMode(DeliveryMode.NON_PERSISTENT);
    producer.setDisableMessageID(true);
    producer.setDisableMessageTimestamp(true);
    producer.setDeliveryDelay(0);

    assertThat(producer.getPriority()).isEqualTo(1);
    assertThat(producer.getTimeToLive()).isEqualTo(2);
    assertThat(producer.getDeliveryMode()).isEqualTo(DeliveryMode.NON_PERSISTENT);
    assertThat(producer.getDisableMessageID()).isTrue();
    assertThat(producer.getDisableMessageTimestamp()).isTrue();
    assertThat(producer.getDeliveryDelay()).isZero();
  }

  @Test
  void endlessTimeToLiveDoesNotWrapAround() throws Exception {
    Queue queue = rig.newQueue();
    Session session = rig.autoSession();
    Message message = session.createTextMessage("a");

    session.createProducer(queue).send(message, DeliveryMode.PERSISTENT, 4, Long.MAX_VALUE);

    assertThat(message.getJMSExpiration()).isZero();
    assertThat(rig.drain(queue)).containsExactly("a");
  }

  @Test
  void messageOverTheLimitIsRefusedWithBothSizesAndNothingIsLost() throws Exception {
    Queue queue = rig.newQueue();
    try (TabellaConnectionFactory small = rig.newFactory()) {
      small.setMaxMessageBytes(1_024);
      Session session = rig.connect(small).createSession(Session.SESSION_TRANSACTED);
      MessageProducer producer = session.createProducer(queue);
      producer.send(session.createTextMessage("small"));

      assertThatThrownBy(() -> producer.send(session.createTextMessage("x".repeat(2_000))))
          .isInstanceOf(ResourceAllocationException.class)
          .hasMessageContaining("maxMessageBytes allows 1024")
          .hasMessageMatching(".*about 2\\d\\d\\d bytes.*");

      session.commit();
      rig.closeConnections();
    }
    assertThat(rig.drain(queue)).containsExactly("small");
  }

  @Test
  void largeMessagesComeWhole() throws Exception {
    Queue queue = rig.newQueue();
    String text = "äöü".repeat(300_000);
    rig.send(queue, text, "small");

    assertThat(rig.drain(queue)).containsExactly(text, "small");
  }

  @Test
  void otherProvidersMessageIsTakenAndGetsItsHeaders() throws Exception {
    Queue queue = rig.newQueue();
    ForeignText foreign = new ForeignText("from elsewhere");

    rig.autoSession().createProducer(queue).send(foreign.message());

    assertThat(rig.drain(queue)).containsExactly("from elsewhere");
    assertThat(foreign.header("JMSMessageID")).asString().startsWith("ID:");
    assertThat(foreign.header("JMSDestination")).isEqualTo(queue);
  }
}
