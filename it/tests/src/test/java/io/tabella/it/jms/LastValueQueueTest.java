package io.tabella.it.jms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tabella.extension.TabellaAdmin;
import io.tabella.it.kit.Eventually;
import io.tabella.jms.TabellaConnectionFactory;
import jakarta.jms.BytesMessage;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Queues that keep the newest message of each key only: the setting lastValueKey. */
final class LastValueQueueTest extends JmsBehaviour {

  @Override
  protected void configure(TabellaConnectionFactory factory) {
    factory.setHeartbeatMillis(200);
  }

  private Queue newLastValueQueue(String property) throws Exception {
    Queue queue = rig.newQueue();
    try (TabellaAdmin admin = rig.factory().createAdmin()) {
      admin.createQueue(queue.getQueueName());
      admin.setQueue(queue.getQueueName(), "lastValueKey", property);
    }
    return queue;
  }

  private static void send(Session session, Queue queue, String symbol, String text)
      throws JMSException {
    try (MessageProducer producer = session.createProducer(queue)) {
      producer.send(price(session, symbol, text));
    }
  }

  private static TextMessage price(Session session, String symbol, String text)
      throws JMSException {
    TextMessage message = session.createTextMessage(text);
    message.setStringProperty("symbol", symbol);
    return message;
  }

  private List<String> received(Queue queue) throws JMSException {
    return received(rig.autoSession(), queue);
  }

  private static List<String> received(Session session, Queue queue) throws JMSException {
    List<String> texts = new ArrayList<>();
    try (MessageConsumer consumer = session.createConsumer(queue)) {
      Message message = consumer.receiveNoWait();
      while (message != null) {
        texts.add(((TextMessage) message).getText());
        message = consumer.receiveNoWait();
      }
    }
    return texts;
  }

  @Test
  void newestMessageOfEachKeyIsKept() throws Exception {
    Queue queue = newLastValueQueue("symbol");
    Session session = rig.autoSession();
    send(session, queue, "A", "A1");
    send(session, queue, "B", "B1");
    send(session, queue, "A", "A2");
    send(session, queue, "A", "A3");
    assertThat(received(queue)).containsExactly("B1", "A3");
    send(session, queue, "A", "A4");
    assertThat(received(queue)).containsExactly("A4");
  }

  @Test
  void messagesWithoutTheKeyAreAllKept() throws Exception {
    Queue queue = newLastValueQueue("symbol");
    Session session = rig.autoSession();
    MessageProducer producer = session.createProducer(queue);
    producer.send(session.createTextMessage("one"));
    producer.send(session.createTextMessage("two"));
    assertThat(received(queue)).containsExactly("one", "two");
  }

  @Test
  void keyMayBeAHeaderField() throws Exception {
    Queue queue = newLastValueQueue("JMSCorrelationID");
    Session session = rig.autoSession();
    MessageProducer producer = session.createProducer(queue);
    for (String text : List.of("one", "two")) {
      TextMessage message = session.createTextMessage(text);
      message.setJMSCorrelationID("same");
      producer.send(message);
    }
    assertThat(received(queue)).containsExactly("two");
  }

  @Test
  void transactionReplacesWhenItCommits() throws Exception {
    Queue queue = newLastValueQueue("symbol");
    send(rig.autoSession(), queue, "A", "A1");
    Session session = rig.transactedSession();
    send(session, queue, "A", "A2");
    send(session, queue, "A", "A3");
    session.rollback();
    send(session, queue, "B", "B1");
    send(session, queue, "B", "B2");
    session.commit();
    assertThat(received(queue)).containsExactly("A1", "B2");
  }

  @Test
  void whatAConsumerHasIsNotTakenAway() throws Exception {
    Queue queue = newLastValueQueue("symbol");
    Session sender = rig.autoSession();
    send(sender, queue, "A", "A1");
    Session session = rig.transactedSession();
    MessageConsumer consumer = session.createConsumer(queue);
    assertThat(consumer.receive(Rig.LONG).getBody(String.class)).isEqualTo("A1");
    send(sender, queue, "A", "A2");
    send(sender, queue, "A", "A3");
    session.rollback();
    assertThat(consumer.receive(Rig.LONG).getBody(String.class)).isEqualTo("A1");
    assertThat(consumer.receive(Rig.LONG).getBody(String.class)).isEqualTo("A3");
    session.commit();
    assertThat(received(queue)).isEmpty();
  }

  @Test
  void slowConsumerGetsTheNewestThatThereIsThen() throws Exception {
    Queue queue = newLastValueQueue("symbol");
    Session sender = rig.autoSession();
    MessageConsumer consumer = rig.autoSession().createConsumer(queue);
    for (String symbol : List.of("A", "B", "C")) {
      send(sender, queue, symbol, symbol + "1");
    }
    assertThat(consumer.receive(Rig.LONG).getBody(String.class)).isEqualTo("A1");
    for (String symbol : List.of("A", "B", "C")) {
      send(sender, queue, symbol, symbol + "2");
    }
    assertThat(consumer.receive(Rig.LONG).getBody(String.class)).isEqualTo("A2");
    assertThat(consumer.receive(Rig.LONG).getBody(String.class)).isEqualTo("B2");
    assertThat(consumer.receive(Rig.LONG).getBody(String.class)).isEqualTo("C2");
    assertThat(consumer.receiveNoWait()).isNull();
  }

  private void awaitCount(String sql, long count) throws Exception {
    Eventually.eventually(() -> sql, () -> Eventually.unchecked(() -> rig.ask(sql) == count));
  }

  /** Waits until nothing is delayed any more. */
  private void awaitDue(Queue queue) throws Exception {
    awaitCount(
        "SELECT COUNT(*) FROM tabella_staged s JOIN tabella_destination d ON d.id = s.destination"
            + " WHERE d.name = '"
            + queue.getQueueName()
            + "'",
        0);
  }

  @Test
  void delayedMessageReplacesWhenItIsDue() throws Exception {
    Queue queue = newLastValueQueue("symbol");
    Session session = rig.autoSession();
    MessageProducer producer = session.createProducer(queue);
    producer.setDeliveryDelay(400);
    producer.send(price(session, "A", "delayed"));
    producer.setDeliveryDelay(0);
    producer.send(price(session, "A", "before"));
    awaitDue(queue);
    assertThat(received(queue)).containsExactly("delayed");
  }

  @Test
  void largeBodyOfAReplacedMessageGoesWithIt() throws Exception {
    Queue queue = newLastValueQueue("symbol");
    Session session = rig.autoSession();
    MessageProducer producer = session.createProducer(queue);
    for (int i = 0; i < 3; i++) {
      BytesMessage message = session.createBytesMessage();
      message.writeBytes(new byte[200_000]);
      message.setStringProperty("symbol", "A");
      producer.send(message);
    }
    awaitCount("SELECT COUNT(DISTINCT id) FROM tabella_content", 1);
    MessageConsumer consumer = session.createConsumer(queue);
    assertThat(((BytesMessage) consumer.receive(Rig.LONG)).getBodyLength()).isEqualTo(200_000);
    assertThat(consumer.receiveNoWait()).isNull();
  }

  @Test
  void otherPropertyDoesNotReplaceWhatWasSentUnderTheFirst() throws Exception {
    Queue queue = newLastValueQueue("symbol");
    Session session = rig.autoSession();
    send(session, queue, "17", "symbol 17");
    try (TabellaAdmin admin = rig.factory().createAdmin()) {
      admin.setQueue(queue.getQueueName(), "lastValueKey", "isin");
    }
    MessageProducer producer = session.createProducer(queue);
    TextMessage message = session.createTextMessage("isin 17");
    message.setStringProperty("isin", "17");
    producer.send(message);
    assertThat(received(queue)).containsExactly("symbol 17", "isin 17");
  }

  @Test
  void nodesThatReplaceOneAnotherLeaveOneMessageOfEachKey() throws Exception {
    Queue queue = newLastValueQueue("symbol");
    List<TabellaConnectionFactory> factories = new ArrayList<>();
    List<CompletableFuture<Void>> senders = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      TabellaConnectionFactory factory = rig.newFactory();
      factories.add(factory);
      Session session = rig.connect(factory).createSession();
      String node = "node " + i;
      senders.add(CompletableFuture.runAsync(() -> sendMany(session, queue, node)));
    }
    senders.forEach(CompletableFuture::join);
    rig.closeConnections();
    for (TabellaConnectionFactory factory : factories) {
      factory.close();
    }
    assertThat(received(queue)).hasSize(4);
  }

  private static void sendMany(Session session, Queue queue, String node) {
    try {
      for (int i = 0; i < 60; i++) {
        send(session, queue, "symbol " + i % 4, node);
      }
    } catch (JMSException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void delayedMessageWhoseKeyTurnsOutTooLongIsKeptAndHoldsNobodyUp() throws Exception {
    Queue queue = rig.newQueue();
    Session session = rig.autoSession();
    MessageProducer producer = session.createProducer(queue);
    producer.setDeliveryDelay(600);
    producer.send(price(session, "x".repeat(256), "long"));
    producer.send(price(session, "half \ud83d", "half"));
    producer.send(price(session, "A", "A1"));
    producer.send(price(session, "A", "A2"));
    try (TabellaAdmin admin = rig.factory().createAdmin()) {
      admin.setQueue(queue.getQueueName(), "lastValueKey", "symbol");
    }
    assertThatThrownBy(() -> producer.send(price(session, "x".repeat(256), "refused")))
        .isInstanceOf(JMSException.class);
    awaitDue(queue);
    MessageConsumer consumer = session.createConsumer(queue);
    assertThat(consumer.receive(Rig.LONG).getBody(String.class)).isEqualTo("long");
    assertThat(consumer.receive(Rig.LONG).getBody(String.class)).isEqualTo("half");
    assertThat(consumer.receive(Rig.LONG).getBody(String.class)).isEqualTo("A2");
  }

  @Test
  void keyThatIsTooLongIsRefused() throws Exception {
    Queue queue = newLastValueQueue("symbol");
    Session session = rig.autoSession();
    assertThatThrownBy(() -> send(session, queue, "x".repeat(256), "refused"))
        .isInstanceOf(JMSException.class)
        .hasMessageContaining("symbol")
        .hasMessageContaining("256");
    assertThatThrownBy(() -> send(session, queue, "half \ud83d", "refused"))
        .isInstanceOf(JMSException.class);
    send(session, queue, "x".repeat(255), "taken");
    assertThat(received(queue)).containsExactly("taken");
  }
}
