package io.tabella.it.jms;

import static org.assertj.core.api.Assertions.assertThat;

import io.tabella.extension.TabellaAdmin;
import io.tabella.it.kit.Eventually;
import io.tabella.jms.TabellaConnectionFactory;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import jakarta.jms.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What an administrator sets for destinations in the database, while everything runs. */
final class DestinationSettingsTest extends JmsBehaviour {

  private static final int QUEUE = 1;
  private static final int TOPIC = 2;

  @Override
  protected void configure(TabellaConnectionFactory factory) {
    factory.setHeartbeatMillis(200);
  }

  private void set(int kind, String destination, String... namesAndValues) throws Exception {
    for (int i = 0; i < namesAndValues.length; i += 2) {
      rig.execute(
          "INSERT INTO tabella_setting (kind, destination, setting, setting_value) VALUES ("
              + kind
              + ", '"
              + destination
              + "', '"
              + namesAndValues[i]
              + "', '"
              + namesAndValues[i + 1]
              + "')");
    }
  }

  /** Waits until the rig's node has read what is set: it has if it knows what was set last. */
  private void awaitSettings() throws Exception {
    String last = rig.newQueue().getQueueName();
    try (TabellaAdmin admin = rig.factory().createAdmin()) {
      admin.createQueue(last);
      set(QUEUE, last, "paused", "true");
      Eventually.eventually(
          () -> "the settings are not read again",
          () -> Eventually.unchecked(() -> admin.queue(last).paused()));
    }
  }

  @AfterEach
  void forgetSettings() throws Exception {
    rig.execute("DELETE FROM tabella_setting");
  }

  private static List<@Nullable String> failing(Session session, MessageConsumer consumer)
      throws JMSException {
    List<@Nullable String> seen = new ArrayList<>();
    Message message = consumer.receive(1_000);
    while (message != null) {
      seen.add(Rig.text(message) + Rig.count(message));
      session.rollback();
      message = consumer.receive(1_000);
    }
    return seen;
  }

  @Test
  void numberOfDeliveriesAndDeadLetterQueueAreThoseOfTheQueue() throws Exception {
    Queue queue = rig.newQueue();
    Queue dead = rig.newQueue();
    set(QUEUE, queue.getQueueName(), "maxDeliveries", "2");
    set(QUEUE, queue.getQueueName(), "deadLetterQueue", dead.getQueueName());
    Session session = rig.transactedSession();
    MessageConsumer consumer = session.createConsumer(queue);
    awaitSettings();
    rig.send(queue, "a");
    assertThat(failing(session, consumer)).containsExactly("a1", "a2");
    assertThat(rig.drain(dead)).containsExactly("a");
  }

  @Test
  void whatIsSaidOfAllQueuesCountsWhereNothingIsSaidOfOne() throws Exception {
    Queue queue = rig.newQueue();
    Queue other = rig.newQueue();
    set(QUEUE, "*", "maxDeliveries", "1", "deadLetterQueue", "all-dead");
    set(QUEUE, other.getQueueName(), "maxDeliveries", "2");
    Session session = rig.transactedSession();
    MessageConsumer consumer = session.createConsumer(queue);
    MessageConsumer otherConsumer = session.createConsumer(other);
    awaitSettings();
    rig.send(queue, "a");
    rig.send(other, "b");
    assertThat(failing(session, consumer)).containsExactly("a1");
    assertThat(failing(session, otherConsumer)).containsExactly("b1", "b2");
    assertThat(rig.drain(session.createQueue("all-dead"))).containsExactly("a", "b");
  }

  @Test
  void failedMessageWaitsInTheDatabaseAndOthersGoOn() throws Exception {
    Queue queue = rig.newQueue();
    set(
        QUEUE,
        queue.getQueueName(),
        "redeliveryDelayMillis",
        "3000",
        "maxRedeliveryDelayMillis",
        "3000");
    Session session = rig.transactedSession();
    MessageConsumer consumer = session.createConsumer(queue);
    awaitSettings();
    rig.send(queue, "a", "x".repeat(200_000));
    assertThat(Rig.text(Rig.receive(consumer))).isEqualTo("a");
    session.rollback();
    Message large = Rig.receive(consumer);
    assertThat(large.getJMSRedelivered()).isFalse();
    session.rollback();
    long begin = System.nanoTime();
    assertThat(consumer.receiveNoWait()).isNull();
    assertThat(rig.ask("SELECT COUNT(*) FROM tabella_staged")).isEqualTo(2);
    rig.send(queue, "b");
    assertThat(Rig.text(Rig.receive(consumer))).isEqualTo("b");
    session.commit();

    Message again = Rig.receive(consumer);
    assertThat(Rig.text(again)).isEqualTo("a");
    assertThat(Rig.count(again)).isEqualTo(2);
    assertThat((System.nanoTime() - begin) / 1_000_000).isGreaterThan(2_000);
    assertThat(Rig.text(Rig.receive(consumer))).hasSize(200_000);
    session.commit();
    assertThat(rig.ask("SELECT COUNT(*) FROM tabella_content")).isZero();
  }

  @Test
  void failedMessageOfASubscriptionWaitsAndOthersGoOn() throws Exception {
    Topic topic = rig.newTopic();
    set(
        TOPIC,
        topic.getTopicName(),
        "redeliveryDelayMillis",
        "2000",
        "maxRedeliveryDelayMillis",
        "9000");
    Session session = rig.transactedSession();
    MessageConsumer consumer = session.createConsumer(topic);
    awaitSettings();
    rig.publish(topic, "a", "b");
    Rig.receive(consumer);
    session.rollback();
    assertThat(Rig.text(Rig.receive(consumer))).isEqualTo("b");
    session.commit();
    assertThat(consumer.receiveNoWait()).isNull();
    Message again = Rig.receive(consumer);
    assertThat(Rig.text(again)).isEqualTo("a");
    assertThat(Rig.count(again)).isEqualTo(2);
    session.commit();
  }

  @Test
  void expiredMessageGoesToTheExpiryQueue() throws Exception {
    Queue queue = rig.newQueue();
    Queue expired = rig.newQueue();
    set(QUEUE, queue.getQueueName(), "expiryQueue", expired.getQueueName());
    Session session = rig.autoSession();
    MessageConsumer consumer = session.createConsumer(expired);
    awaitSettings();
    MessageProducer producer = session.createProducer(queue);
    producer.setTimeToLive(3_600_000);
    producer.send(session.createTextMessage("a"));
    rig.execute("UPDATE tabella_queue_entry SET expires_at = 1 WHERE expires_at <> 0");
    assertThat(session.createConsumer(queue).receiveNoWait()).isNull();
    Message message = Rig.receive(consumer);
    assertThat(Rig.text(message)).isEqualTo("a");
    assertThat(message.getStringProperty("JMS_TABELLA_originalDestination"))
        .isEqualTo("queue:" + queue.getQueueName());
    assertThat(message.getJMSExpiration()).isZero();
  }

  @Test
  void pausedQueueKeepsItsMessagesUntilItGoesOn() throws Exception {
    Queue queue = rig.newQueue();
    MessageConsumer consumer = rig.autoSession().createConsumer(queue);
    set(QUEUE, queue.getQueueName(), "paused", "true");
    awaitSettings();
    rig.send(queue, "a");
    assertStaysUntilItGoesOn(consumer);
  }

  private void assertStaysUntilItGoesOn(MessageConsumer consumer) throws Exception {
    assertThat(consumer.receive(500)).isNull();
    rig.execute("DELETE FROM tabella_setting");
    assertThat(Rig.text(Rig.receive(consumer))).isEqualTo("a");
  }

  @Test
  void pausedTopicKeepsItsMessagesUntilItGoesOn() throws Exception {
    Topic topic = rig.newTopic();
    MessageConsumer consumer = rig.autoSession().createConsumer(topic);
    set(TOPIC, topic.getTopicName(), "paused", "true");
    awaitSettings();
    rig.publish(topic, "a");
    assertStaysUntilItGoesOn(consumer);
  }

  @Test
  void pausedTopicDoesNotHoldUpTheOthersOfAPattern() throws Exception {
    String base = rig.newTopic().getTopicName();
    Session session = rig.autoSession();
    Topic paused = session.createTopic(base + ".paused");
    Topic other = session.createTopic(base + ".other");
    MessageConsumer consumer = session.createConsumer(session.createTopic(base + ".*"));
    String[] many = IntStream.range(0, 600).mapToObj(i -> "paused " + i).toArray(String[]::new);
    rig.publish(paused, "first");
    assertThat(Rig.text(Rig.receive(consumer))).isEqualTo("first");
    rig.publish(paused, many);
    set(TOPIC, paused.getTopicName(), "paused", "true");
    awaitSettings();
    rig.publish(other, "a", "b");
    assertThat(Rig.text(Rig.receive(consumer))).isEqualTo("a");
    assertThat(Rig.text(Rig.receive(consumer))).isEqualTo("b");
    assertThat(consumer.receive(700)).isNull();
    rig.execute("DELETE FROM tabella_setting");
    assertThat(Rig.texts(Rig.receive(consumer, many.length))).containsExactly(many);
  }

  @Test
  void wrongSettingIsIgnoredAndTheOthersCount() throws Exception {
    Queue queue = rig.newQueue();
    set(QUEUE, queue.getQueueName(), "maxDeliveries", "many", "nonsense", "1", "paused", "true");
    MessageConsumer consumer = rig.autoSession().createConsumer(queue);
    awaitSettings();
    rig.send(queue, "a");
    assertThat(consumer.receive(500)).isNull();
  }

  @Test
  void factorySaysWhatCountsForAllOfItsConsumers() throws Exception {
    try (TabellaConnectionFactory strict = rig.newFactory()) {
      strict.setMaxDeliveries(1);
      strict.setDeadLetterQueue("strict-dead");
      strict.setRedeliveryDelayMillis(1);
      Queue queue = rig.newQueue();
      rig.send(queue, "a");
      try (Connection connection = strict.createConnection()) {
        connection.start();
        Session session = connection.createSession(Session.SESSION_TRANSACTED);
        assertThat(failing(session, session.createConsumer(queue))).containsExactly("a1");
      }
      Eventually.eventually(
          () -> "the dead letter is there",
          () ->
              Eventually.unchecked(
                  () -> rig.drain(new io.tabella.destination.JmsQueue("strict-dead")).size() == 1));
    }
  }
}
