package io.tabella.it.jms;

import static org.assertj.core.api.Assertions.assertThat;

import io.tabella.it.kit.Eventually;
import io.tabella.jms.TabellaConnectionFactory;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** JMSXGroupID: Jakarta Messaging 3.1, 3.5.9; and exclusive queues. */
final class MessageGroupTest extends JmsBehaviour {

  private static final int GROUPS = 5;
  private static final int EACH = 40;

  private final Map<String, List<Integer>> numbers = new ConcurrentHashMap<>();
  private final Map<String, AtomicInteger> atOnce = new ConcurrentHashMap<>();
  private final AtomicInteger overlaps = new AtomicInteger();

  private static void send(Session session, Queue queue, String group, int number)
      throws JMSException {
    TextMessage message = session.createTextMessage(group + number);
    message.setStringProperty("JMSXGroupID", group);
    message.setIntProperty("JMSXGroupSeq", number);
    try (MessageProducer producer = session.createProducer(queue)) {
      producer.send(message);
    }
  }

  private void listen(Connection connection, Queue queue) throws JMSException {
    MessageConsumer consumer = connection.createSession().createConsumer(queue);
    consumer.setMessageListener(Listeners.checked(this::note));
  }

  private void note(Message message) throws JMSException {
    String group = message.getStringProperty("JMSXGroupID");
    AtomicInteger running = atOnce.computeIfAbsent(group, fresh -> new AtomicInteger());
    if (running.incrementAndGet() > 1) {
      overlaps.incrementAndGet();
    }
    numbers
        .computeIfAbsent(group, fresh -> new CopyOnWriteArrayList<>())
        .add(message.getIntProperty("JMSXGroupSeq"));
    running.decrementAndGet();
  }

  @Test
  void eachGroupKeepsItsOrderOverConsumersInTwoNodes() throws Exception {
    Queue queue = rig.newQueue();
    numbers.clear();
    try (TabellaConnectionFactory elsewhere = rig.newFactory();
        Connection other = elsewhere.createConnection()) {
      other.start();
      for (int i = 0; i < 2; i++) {
        listen(rig.connect(), queue);
        listen(other, queue);
      }
      Session session = rig.autoSession();
      for (int number = 1; number <= EACH; number++) {
        for (int group = 0; group < GROUPS; group++) {
          send(session, queue, "g" + group, number);
        }
      }
      Eventually.eventually(
          () -> "all were received: " + numbers,
          () -> numbers.values().stream().mapToInt(List::size).sum() == GROUPS * EACH);
    }
    List<Integer> inOrder = IntStream.rangeClosed(1, EACH).boxed().toList();
    assertThat(numbers.values()).hasSize(GROUPS).allMatch(inOrder::equals);
    assertThat(overlaps).hasValue(0);
  }

  @Test
  void groupGoesToAnotherConsumerWhenItsOwnIsClosed() throws Exception {
    Queue queue = rig.newQueue();
    Session sender = rig.autoSession();
    Session first = rig.autoSession();
    MessageConsumer one = first.createConsumer(queue);
    for (int number = 1; number <= 3; number++) {
      send(sender, queue, "g", number);
    }
    assertThat(Rig.text(Rig.receive(one))).isEqualTo("g1");
    try (TabellaConnectionFactory elsewhere = rig.newFactory();
        Connection connection = elsewhere.createConnection()) {
      connection.start();
      MessageConsumer other = connection.createSession().createConsumer(queue);
      assertThat(other.receive(500)).isNull();
      first.close();
      assertThat(Rig.texts(Rig.receive(other, 2))).containsExactly("g2", "g3");
    }
  }

  @Test
  void exclusiveQueueHasOneConsumerAtATime() throws Exception {
    Queue queue = rig.newQueue();
    try (var admin = rig.factory().createAdmin()) {
      admin.setQueue(queue.getQueueName(), "exclusive", "true");
      Session first = rig.autoSession();
      MessageConsumer one = first.createConsumer(queue);
      MessageConsumer other = rig.autoSession().createConsumer(queue);
      rig.send(queue, "a");
      assertThat(Rig.text(Rig.receive(one))).isEqualTo("a");
      rig.send(queue, "b", "c");
      assertThat(other.receive(500)).isNull();
      assertThat(Rig.text(Rig.receive(one))).isEqualTo("b");
      first.close();
      assertThat(Rig.text(Rig.receive(other))).isEqualTo("c");
      admin.setQueue(queue.getQueueName(), "exclusive", null);
    }
  }
}
