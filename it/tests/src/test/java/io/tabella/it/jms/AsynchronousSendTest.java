package io.tabella.it.jms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tabella.jms.TabellaConnectionFactory;
import jakarta.jms.BytesMessage;
import jakarta.jms.CompletionListener;
import jakarta.jms.Connection;
import jakarta.jms.DeliveryMode;
import jakarta.jms.Destination;
import jakarta.jms.InvalidDestinationException;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageFormatException;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import jakarta.jms.TemporaryQueue;
import jakarta.jms.TextMessage;
import jakarta.jms.Topic;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What asynchronous sends bring to receivers and tell senders. Jakarta Messaging 3.1, 7.3. */
final class AsynchronousSendTest extends JmsBehaviour {

  private static List<@Nullable String> texts(Completions completions, int number)
      throws JMSException, InterruptedException {
    List<@Nullable String> texts = new ArrayList<>();
    while (texts.size() < number) {
      texts.add(completions.nextText());
    }
    return texts;
  }

  private static List<String> numbers(int from, int to) {
    return IntStream.range(from, to).mapToObj(Integer::toString).toList();
  }

  @Test
  void messageIsThereForOthersWhenItsListenerIsTold() throws Exception {
    Queue queue = rig.newQueue();
    MessageConsumer other = rig.autoSession().createConsumer(queue);
    List<@Nullable String> received = new ArrayList<>();
    Completions completions = new Completions(sent -> received.add(Rig.text(Rig.receive(other))));
    Session session = rig.autoSession();

    session.createProducer(queue).send(session.createTextMessage("a"), completions);

    assertThat(completions.nextText()).isEqualTo("a");
    assertThat(received).containsExactly("a");
  }

  @Test
  void sendReturnsBeforeItsMessageIsStored() throws Exception {
    Queue queue = rig.newQueue();
    Session session = rig.autoSession();
    MessageProducer producer = session.createProducer(queue);
    Completions completions = new Completions();

    try (HeldLanes held = HeldLanes.in(rig)) {
      producer.send(session.createTextMessage("a"), completions);
      producer.send(session.createTextMessage("b"), completions);
      assertThat(completions.size()).isZero();
    }

    assertThat(texts(completions, 2)).containsExactly("a", "b");
    assertThat(rig.drain(queue)).containsExactly("a", "b");
  }

  @Test
  void listenersOfASessionAreToldInTheOrderOfItsSends() throws Exception {
    int many = 1_000;
    Session session = rig.autoSession();
    List<MessageProducer> producers =
        List.of(session.createProducer(rig.newQueue()), session.createProducer(rig.newTopic()));
    Completions completions = new Completions();

    for (int i = 0; i < many; i++) {
      producers.get(i % 2).send(session.createTextMessage("" + i), completions);
    }

    assertThat(texts(completions, many)).isEqualTo(numbers(0, many));
  }

  @Test
  void asynchronousAndSynchronousSendsKeepTheirOrder() throws Exception {
    int many = 300;
    for (int mode : List.of(DeliveryMode.PERSISTENT, DeliveryMode.NON_PERSISTENT)) {
      Queue queue = rig.newQueue();
      MessageConsumer consumer = rig.autoSession().createConsumer(queue);
      assertThat(consumer.receiveNoWait()).isNull();
      Session session = rig.autoSession();
      MessageProducer producer = session.createProducer(queue);
      producer.setDeliveryMode(mode);
      Completions completions = new Completions();

      for (int i = 0; i < many; i++) {
        TextMessage message = session.createTextMessage("" + i);
        if (i % 3 == 0) {
          producer.send(message);
        } else {
          producer.send(message, completions);
        }
      }

      assertThat(Rig.texts(Rig.receive(consumer, many))).isEqualTo(numbers(0, many));
    }
  }

  @Test
  void nonPersistentMessageDoesNotOvertakeOneThatIsOnItsWay() throws Exception {
    Queue queue = rig.newQueue();
    Session session = rig.autoSession();
    MessageProducer producer = session.createProducer(queue);
    producer.setDeliveryMode(DeliveryMode.NON_PERSISTENT);
    MessageConsumer consumer = rig.autoSession().createConsumer(queue);
    Completions completions = new Completions();

    Blocked<@Nullable String> received;
    try (HeldLanes held = HeldLanes.in(rig)) {
      producer.send(session.createTextMessage("stored"), completions);
      received = Blocked.in(() -> Rig.text(consumer.receive()));
      producer.send(session.createTextMessage("behind it"), completions);
      producer.send(session.createTextMessage("synchronous"));
    }

    assertThat(received.result()).isEqualTo("stored");
    assertThat(Rig.texts(Rig.receive(consumer, 2))).containsExactly("behind it", "synchronous");
  }

  @Test
  void whatIsSentIsWhatWasThereAtTheTimeOfTheSend() throws Exception {
    Queue queue = rig.newQueue();
    Session session = rig.autoSession();
    MessageProducer producer = session.createProducer(queue);
    TextMessage text = session.createTextMessage("before");
    text.setStringProperty("when", "before");
    BytesMessage bytes = session.createBytesMessage();
    bytes.writeByte((byte) 1);
    Completions completions = new Completions();

    try (HeldLanes held = HeldLanes.in(rig)) {
      producer.send(text, completions);
      producer.send(bytes, completions);
      text.setText("after");
      text.setStringProperty("when", "after");
      bytes.clearBody();
      bytes.writeByte((byte) 2);
    }

    MessageConsumer consumer = session.createConsumer(queue);
    Message received = Rig.receive(consumer);
    assertThat(Rig.text(received)).isEqualTo("before");
    assertThat(received.getStringProperty("when")).isEqualTo("before");
    assertThat(((BytesMessage) Rig.receive(consumer)).readByte()).isEqualTo((byte) 1);
  }

  @Test
  void listenerFindsTheHeadersInTheMessageThatWasSent() throws Exception {
    Queue queue = rig.newQueue();
    Session session = rig.autoSession();
    TextMessage sent = session.createTextMessage("a");
    Completions completions = new Completions();

    session
        .createProducer(null)
        .send(queue, sent, DeliveryMode.NON_PERSISTENT, 7, 100_000, completions);

    Message told = completions.next().message();
    assertThat(told).isSameAs(sent);
    assertThat(told.getJMSMessageID()).startsWith("ID:");
    assertThat(told.getJMSDestination()).isEqualTo(queue);
    assertThat(told.getJMSPriority()).isEqualTo(7);
    assertThat(told.getJMSDeliveryMode()).isEqualTo(DeliveryMode.NON_PERSISTENT);
    assertThat(told.getJMSExpiration()).isEqualTo(told.getJMSTimestamp() + 100_000);
    Message received = Rig.receive(session.createConsumer(queue));
    assertThat(received.getJMSMessageID()).isEqualTo(told.getJMSMessageID());
  }

  @Test
  void allKindsOfSendsAreTold() throws Exception {
    Queue queue = rig.newQueue();
    Topic topic = rig.newTopic();
    Session session = rig.autoSession();
    MessageConsumer subscriber = rig.autoSession().createConsumer(topic);
    MessageProducer toQueue = session.createProducer(queue);
    MessageProducer toTopic = session.createProducer(topic);
    MessageProducer unbound = session.createProducer(null);
    MessageProducer later = session.createProducer(queue);
    later.setDeliveryDelay(300);
    Completions completions = new Completions();

    later.send(session.createTextMessage("later"), completions);
    toQueue.send(session.createTextMessage("bound"), completions);
    toQueue.send(
        session.createTextMessage("brief"), DeliveryMode.NON_PERSISTENT, 4, 0, completions);
    unbound.send(queue, session.createTextMessage("unbound"), completions);
    toTopic.send(session.createTextMessage("topic"), completions);

    assertThat(texts(completions, 5))
        .containsExactly("later", "bound", "brief", "unbound", "topic");
    assertThat(Rig.text(Rig.receive(subscriber))).isEqualTo("topic");
    assertThat(Rig.texts(Rig.receive(session.createConsumer(queue), 4)))
        .containsExactlyInAnyOrder("bound", "brief", "unbound", "later");
  }

  @Test
  void sendOfATransactionIsCompleteBeforeTheCommitAndGoesWithIt() throws Exception {
    Queue queue = rig.newQueue();
    Session session = rig.transactedSession();
    MessageProducer producer = session.createProducer(queue);
    Completions completions = new Completions();

    producer.send(session.createTextMessage("undone"), completions);
    assertThat(completions.nextText()).isEqualTo("undone");
    session.rollback();
    producer.send(session.createTextMessage("kept"), completions);
    assertThat(completions.nextText()).isEqualTo("kept");
    List<@Nullable String> before = rig.drain(queue);
    session.commit();

    assertThat(before).isEmpty();
    assertThat(rig.drain(queue)).containsExactly("kept");
  }

  @Test
  void listenerIsToldWhatTheDatabaseDidNotTake() throws Exception {
    Queue queue = rig.newQueue();
    Completions completions = new Completions();
    try (TabellaConnectionFactory impatient = rig.newFactory()) {
      impatient.setStoreTimeoutMillis(300);
      Session session = rig.connect(impatient).createSession();
      MessageProducer producer = session.createProducer(queue);
      TextMessage message = session.createTextMessage("a");

      try (HeldLanes held = HeldLanes.in(rig)) {
        producer.send(message, completions);

        Completions.Told told = completions.next();
        assertThat(told.message()).isSameAs(message);
        assertThat(told.failure())
            .isInstanceOf(JMSException.class)
            .hasMessageStartingWith("The message was not sent: ")
            .hasFieldOrPropertyWithValue("errorCode", "UNAVAILABLE");
      }
      rig.closeConnections();
    }
    assertThat(rig.drain(queue)).isEmpty();
  }

  @Test
  void listenersAreToldWhenTheNodeHasEnded() throws Exception {
    Queue queue = rig.newQueue();
    Completions completions = new Completions();
    try (TabellaConnectionFactory factory = rig.newFactory()) {
      factory.setNodeName("ends while it sends");
      Connection connection = rig.connect(factory);
      Session session = connection.createSession();
      session.createConsumer(queue).setMessageListener(message -> {});
      MessageProducer producer = session.createProducer(queue);
      fence("ends while it sends");

      producer.send(session.createTextMessage("a"), completions);
      assertThat(completions.next().failure()).hasFieldOrPropertyWithValue("errorCode", "FENCED");
      producer.send(session.createTextMessage("b"), completions);
      assertThat(completions.next().failure()).hasFieldOrPropertyWithValue("errorCode", "FENCED");
      connection.close();
    }
    assertThat(rig.drain(queue)).isEmpty();
    awaitReaped("ends while it sends");
  }

  private void awaitReaped(String node) throws SQLException {
    while (rig.ask("SELECT COUNT(*) FROM tabella_node WHERE name = '" + node + "'") > 0) {
      Thread.onSpinWait();
    }
  }

  private void fence(String node) throws SQLException {
    rig.execute(
        "UPDATE tabella_lane SET committed = -committed - 1, fenced_at = 1 WHERE node IN"
            + " (SELECT id FROM tabella_node WHERE name = '"
            + node
            + "')");
    rig.execute("UPDATE tabella_node SET state = 'FENCED' WHERE name = '" + node + "'");
  }

  @Test
  void whatCanBeSeenAtOnceIsThrownAndNotTold() throws Exception {
    Session session = rig.autoSession();
    MessageProducer bound = session.createProducer(rig.newQueue());
    MessageProducer unbound = session.createProducer(null);
    Message message = session.createMessage();
    Destination neither = new Destination() {};
    Completions completions = new Completions();

    assertThatThrownBy(() -> bound.send(message, (CompletionListener) null))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> unbound.send(rig.newQueue(), message, null))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> unbound.send(message, completions))
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> bound.send(rig.newQueue(), message, completions))
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> unbound.send(neither, message, completions))
        .isInstanceOf(InvalidDestinationException.class);
    assertThatThrownBy(() -> bound.send((Message) null, completions))
        .isInstanceOf(MessageFormatException.class);
    assertThatThrownBy(() -> bound.send(message, 7, 4, 0, completions))
        .isInstanceOf(JMSException.class)
        .hasMessageContaining("delivery mode");
    TemporaryQueue gone = session.createTemporaryQueue();
    MessageProducer late = session.createProducer(gone);
    gone.delete();
    assertThatThrownBy(() -> late.send(message, completions))
        .isInstanceOf(InvalidDestinationException.class);
    bound.close();
    assertThatThrownBy(() -> bound.send(message, completions))
        .isInstanceOf(jakarta.jms.IllegalStateException.class);
    session.close();
    assertThat(completions.size()).isZero();
  }
}
