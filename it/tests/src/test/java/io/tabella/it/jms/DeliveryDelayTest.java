package io.tabella.it.jms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tabella.it.kit.Eventually;
import jakarta.jms.BytesMessage;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import jakarta.jms.TemporaryQueue;
import jakarta.jms.TextMessage;
import jakarta.jms.Topic;
import org.junit.jupiter.api.Test;

/** Messages that are delivered later. Jakarta Messaging 3.1, 7.9. */
final class DeliveryDelayTest extends JmsBehaviour {

  private static final long A_WHILE = 700;
  private static final long NEVER = 100_000_000;

  @Test
  void delayedMessageComesWhenItIsDueAndNotBefore() throws Exception {
    Queue queue = rig.newQueue();
    Session session = rig.autoSession();
    MessageConsumer consumer = session.createConsumer(queue);
    MessageProducer producer = session.createProducer(queue);
    producer.setDeliveryDelay(A_WHILE);
    TextMessage sent = session.createTextMessage("later");
    producer.send(sent);
    Rig.send(session, queue, "now");

    assertThat(Rig.text(Rig.receive(consumer))).isEqualTo("now");
    Message received = Rig.receive(consumer);
    assertThat(Rig.text(received)).isEqualTo("later");
    assertThat(received.getJMSDeliveryTime()).isEqualTo(received.getJMSTimestamp() + A_WHILE);
    assertThat(sent.getJMSDeliveryTime()).isEqualTo(received.getJMSDeliveryTime());
    assertThat(received.propertyExists("JMS_TABELLA_deliveryTime")).isFalse();
  }

  @Test
  void delayedMessageReachesEachSubscription() throws Exception {
    Topic topic = rig.newTopic();
    MessageConsumer one = rig.autoSession().createConsumer(topic);
    MessageConsumer other = rig.autoSession().createConsumer(topic);
    Session session = rig.autoSession();
    MessageProducer producer = session.createProducer(topic);
    producer.setDeliveryDelay(A_WHILE);
    producer.send(session.createTextMessage("later"));

    assertThat(one.receiveNoWait()).isNull();
    assertThat(Rig.text(Rig.receive(one))).isEqualTo("later");
    assertThat(Rig.text(Rig.receive(other))).isEqualTo("later");
  }

  @Test
  void delayedMessageIsForThoseWhoWereThereWhenItWasSent() throws Exception {
    Topic topic = rig.newTopic();
    Connection connection = rig.connect();
    Session session = connection.createSession();
    MessageConsumer early = session.createConsumer(topic, null, true);
    MessageConsumer other = rig.autoSession().createConsumer(topic);
    MessageProducer producer = session.createProducer(topic);
    producer.setDeliveryDelay(A_WHILE);
    producer.send(session.createTextMessage("later"));
    MessageConsumer late = rig.autoSession().createConsumer(topic);
    assertThat(Rig.text(Rig.receive(other))).isEqualTo("later");
    rig.publish(topic, "end");
    assertThat(Rig.text(Rig.receive(late))).isEqualTo("end");
    assertThat(Rig.text(Rig.receive(early))).as("not its own").isEqualTo("end");
  }

  @Test
  void delayedMessageOfATemporaryQueueThatIsGoneLeavesNothing() throws Exception {
    Session session = rig.autoSession();
    TemporaryQueue queue = session.createTemporaryQueue();
    try (MessageProducer producer = session.createProducer(queue)) {
      producer.setDeliveryDelay(A_WHILE);
      BytesMessage message = session.createBytesMessage();
      message.writeBytes(new byte[200_000]);
      producer.send(message);
    }
    assertThat(rig.ask("SELECT COUNT(*) FROM tabella_content")).isPositive();
    queue.delete();
    Eventually.eventually(
        () -> "the message is still there",
        () ->
            Eventually.unchecked(
                () ->
                    rig.ask("SELECT COUNT(*) FROM tabella_staged s WHERE s.due_at < 9000000000000")
                            + rig.ask("SELECT COUNT(*) FROM tabella_content")
                        == 0));
  }

  @Test
  void rolledBackDelayedMessageIsNeverDelivered() throws Exception {
    Queue queue = rig.newQueue();
    Session session = rig.transactedSession();
    MessageProducer producer = session.createProducer(queue);
    producer.setDeliveryDelay(NEVER);
    producer.send(session.createTextMessage("no"));
    session.rollback();
    session.commit();
    assertThat(rig.ask("SELECT COUNT(*) FROM tabella_staged")).isZero();
  }

  @Test
  void delayedMessageOutlivesItsNode() throws Exception {
    Queue queue = rig.newQueue();
    String large = "x".repeat(200_000);
    try (var elsewhere = rig.newFactory();
        Connection connection = elsewhere.createConnection();
        Session session = connection.createSession()) {
      MessageProducer producer = session.createProducer(queue);
      producer.setDeliveryDelay(A_WHILE);
      producer.send(session.createTextMessage(large));
    }
    assertThat(Rig.text(Rig.receive(rig.autoSession().createConsumer(queue)))).isEqualTo(large);
    assertThat(rig.ask("SELECT COUNT(*) FROM tabella_staged")).isZero();
  }

  @Test
  void negativeDelayIsRefused() throws Exception {
    MessageProducer producer = rig.autoSession().createProducer(rig.newQueue());
    assertThatThrownBy(() -> producer.setDeliveryDelay(-1))
        .isInstanceOf(JMSException.class)
        .hasMessageContaining("delivery delay");
    producer.setDeliveryDelay(5);
    assertThat(producer.getDeliveryDelay()).isEqualTo(5);
  }
}
