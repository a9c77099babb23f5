package io.tabella.it.jms;

import static org.assertj.core.api.Assertions.assertThat;

import io.tabella.jms.TabellaConnectionFactory;
import jakarta.jms.Connection;
import jakarta.jms.ConnectionConsumer;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import jakarta.jms.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the sessions of an application server's pool get. Jakarta Messaging 3.1, 11.2. */
final class ConnectionConsumerTest extends JmsBehaviour {

  private static final List<Integer> MODES =
      List.of(
          Session.AUTO_ACKNOWLEDGE,
          Session.CLIENT_ACKNOWLEDGE,
          Session.DUPS_OK_ACKNOWLEDGE,
          Session.SESSION_TRANSACTED);

  private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

  @BeforeEach
  void forget() {
    heard.clear();
  }

  private void hear(Message message) throws JMSException {
    heard.add("" + Rig.text(message));
    message.acknowledge();
  }

  private String next() throws InterruptedException {
    return Waiting.take(heard);
  }

  private List<String> next(int number) throws InterruptedException {
    List<String> all = new ArrayList<>();
    while (all.size() < number) {
      all.add(next());
    }
    return all;
  }

  private static String[] numbers(int from, int to) {
    return IntStream.range(from, to).mapToObj(Integer::toString).toArray(String[]::new);
  }

  /** Sessions of one node usually have different lanes, whatever the machine. */
  private TabellaConnectionFactory factoryWithLanes() {
    TabellaConnectionFactory factory = rig.newFactory();
    factory.setLanes(4);
    return factory;
  }

  @Test
  void messagesOfAQueueReachTheSessionsOfThePoolOnceEach() throws Exception {
    for (int mode : MODES) {
      Queue queue = rig.newQueue();
      Connection connection = rig.connect();
      try (ServerPool pool = ServerPool.of(connection, 3, mode, (session, m) -> hear(m))) {
        rig.send(queue, numbers(0, 20));
        ConnectionConsumer consumer = connection.createConnectionConsumer(queue, null, pool, 5);
        rig.send(queue, numbers(20, 40));

        assertThat(next(40)).containsExactlyInAnyOrder(numbers(0, 40));
        assertThat(consumer.getServerSessionPool()).isSameAs(pool);
        pool.awaitIdle();
        connection.close();
      }
      assertThat(rig.drain(queue)).as("mode " + mode).isEmpty();
      assertThat(heard).isEmpty();
    }
  }

  @Test
  void whatSessionsAcknowledgeOfADurableSubscriptionDoesNotComeAgain() throws Exception {
    try (TabellaConnectionFactory factory = factoryWithLanes()) {
      for (int mode : MODES) {
        Topic topic = rig.newTopic();
        for (int round = 0; round < 2; round++) {
          Connection connection = rig.connectAs(factory, "durable " + mode);
          try (ServerPool pool = ServerPool.of(connection, 3, mode, (session, m) -> hear(m))) {
            connection.createDurableConnectionConsumer(topic, "d" + mode, null, pool, 4);
            rig.publish(topic, numbers(0, 30));

            assertThat(next(30)).containsExactlyInAnyOrder(numbers(0, 30));
            pool.awaitIdle();
            connection.close();
          }
          assertThat(heard).as("mode " + mode + ", round " + round).isEmpty();
        }
        Connection connection = rig.connectAs(factory, "durable " + mode);
        Session session = connection.createSession();
        assertThat(Rig.receiveAll(session.createDurableConsumer(topic, "d" + mode))).isEmpty();
      }
      rig.closeConnections();
    }
  }

  @Test
  void durableSubscriptionKeepsWhatComesWhileNobodyConsumes() throws Exception {
    Topic topic = rig.newTopic();
    Connection connection = rig.connectAs("keeps");
    try (ServerPool pool =
        ServerPool.of(connection, 1, Session.AUTO_ACKNOWLEDGE, (session, m) -> hear(m))) {
      connection.createDurableConnectionConsumer(topic, "kept", null, pool, 1).close();
      rig.publish(topic, "a");
      connection.createDurableConnectionConsumer(topic, "kept", null, pool, 1);

      assertThat(next()).isEqualTo("a");
      connection.close();
    }
  }

  @Test
  void consumersOfASharedSubscriptionShareItsMessages() throws Exception {
    for (boolean durable : List.of(false, true)) {
      Topic topic = rig.newTopic();
      Connection one = rig.connect();
      Connection other = rig.connect();
      String name = "shared " + durable;
      try (ServerPool ones =
              ServerPool.of(one, 2, Session.SESSION_TRANSACTED, (session, m) -> hear(m));
          ServerPool others =
              ServerPool.of(other, 2, Session.AUTO_ACKNOWLEDGE, (session, m) -> hear(m))) {
        if (durable) {
          one.createSharedDurableConnectionConsumer(topic, name, null, ones, 2);
          other.createSharedDurableConnectionConsumer(topic, name, null, others, 2);
        } else {
          one.createSharedConnectionConsumer(topic, name, null, ones, 2);
          other.createSharedConnectionConsumer(topic, name, null, others, 2);
        }
        rig.publish(topic, numbers(0, 40));

        assertThat(next(40)).containsExactlyInAnyOrder(numbers(0, 40));
        ones.awaitIdle();
        others.awaitIdle();
        rig.closeConnections();
      }
      assertThat(heard).isEmpty();
    }
  }

  @Test
  void topicWithoutSubscriptionGivesWhatIsPublishedFromThenOn() throws Exception {
    Topic topic = rig.newTopic();
    rig.publish(topic, "before");
    Connection connection = rig.connect();
    try (ServerPool pool =
        ServerPool.of(connection, 2, Session.AUTO_ACKNOWLEDGE, (session, m) -> hear(m))) {
      connection.createConnectionConsumer(topic, null, pool, 3);
      rig.publish(topic, "a", "b");

      assertThat(next(2)).containsExactlyInAnyOrder("a", "b");
      connection.close();
    }
    assertThat(heard).isEmpty();
  }

  @Test
  void selectorsSelect() throws Exception {
    Queue queue = rig.newQueue();
    Topic topic = rig.newTopic();
    Connection connection = rig.connect();
    try (ServerPool pool =
        ServerPool.of(connection, 2, Session.AUTO_ACKNOWLEDGE, (session, m) -> hear(m))) {
      connection.createConnectionConsumer(queue, "JMSPriority > 5", pool, 3);
      connection.createConnectionConsumer(topic, "JMSPriority > 5", pool, 3);
      Session session = rig.autoSession();
      for (var destination : List.of(queue, topic)) {
        var producer = session.createProducer(destination);
        producer.send(session.createTextMessage("dull"), 2, 4, 0);
        producer.send(session.createTextMessage("urgent"), 2, 9, 0);
      }

      assertThat(next(2)).containsExactly("urgent", "urgent");
      connection.close();
    }
    assertThat(heard).isEmpty();
    assertThat(rig.drain(queue)).containsExactly("dull");
  }

  @Test
  void sessionGetsNoMoreThanTheMostAtOnce() throws Exception {
    Queue queue = rig.newQueue();
    rig.send(queue, numbers(0, 10));
    Connection connection = rig.connect();
    try (ServerPool pool =
        ServerPool.of(connection, 1, Session.AUTO_ACKNOWLEDGE, (session, m) -> hear(m))) {
      connection.createConnectionConsumer(queue, null, pool, 4);

      assertThat(next(10)).containsExactly(numbers(0, 10));
      assertThat(pool.runs()).isBetween(3, 9);
      connection.close();
    }
  }

  @Test
  void listenerThatThrowsGetsItsMessageAgain() throws Exception {
    Queue queue = rig.newQueue();
    Topic topic = rig.newTopic();
    Connection connection = rig.connectAs("throws");
    try (ServerPool pool =
        ServerPool.of(
            connection,
            1,
            Session.AUTO_ACKNOWLEDGE,
            (session, message) -> {
              heard.add(Rig.text(message) + Rig.count(message));
              if (Rig.count(message) == 1) {
                throw new UnsupportedOperationException("the first time");
              }
            })) {
      connection.createConnectionConsumer(queue, null, pool, 1);
      connection.createDurableConnectionConsumer(topic, "again", null, pool, 1);
      rig.send(queue, "q");
      rig.publish(topic, "t");

      assertThat(next(4)).containsExactlyInAnyOrder("q1", "q2", "t1", "t2");
      connection.close();
    }
  }

  @Test
  void oneTransactionTakesFromSeveralConsumersAndSends() throws Exception {
    Queue queue = rig.newQueue();
    Topic topic = rig.newTopic();
    Queue replies = rig.newQueue();
    try (TabellaConnectionFactory factory = factoryWithLanes()) {
      Connection connection = rig.connectAs(factory, "one transaction");
      StillPool pool =
          new StillPool(connection, Session.SESSION_TRANSACTED, Listeners.checked(this::hear));
      connection.createConnectionConsumer(queue, null, pool, 1);
      connection.createDurableConnectionConsumer(topic, "one", null, pool, 1);
      rig.send(queue, "q");
      rig.publish(topic, "t");
      for (boolean commit : List.of(false, true)) {
        pool.awaitStart();
        pool.awaitStart();
        pool.getSession().run();
        Rig.send(pool.getSession(), replies, "reply " + commit);
        assertThat(next(2)).containsExactlyInAnyOrder("q", "t");
        if (commit) {
          pool.getSession().commit();
        } else {
          pool.getSession().rollback();
        }
      }
      connection.close();
      Connection again = rig.connectAs(factory, "one transaction");
      MessageConsumer left = again.createSession().createDurableConsumer(topic, "one");
      assertThat(Rig.receiveAll(left)).isEmpty();
      rig.closeConnections();
    }
    assertThat(rig.drain(queue)).isEmpty();
    assertThat(rig.drain(replies)).containsExactly("reply true");
  }

  @Test
  void sessionThatGoesOverToTheLaneOfThePoolKeepsTheOrderOfItsSends() throws Exception {
    try (TabellaConnectionFactory factory = factoryWithLanes()) {
      Session session = rig.connect(factory).createSession();
      Queue queue = rig.newQueue();
      Completions completions = new Completions();

      Blocked<Integer> goneOver;
      try (HeldLanes held = HeldLanes.in(rig)) {
        session.createProducer(queue).send(session.createMessage(), completions);
        goneOver =
            Blocked.in(
                () -> {
                  session.setMessageListener(message -> {});
                  return stored(queue);
                });
      }

      assertThat(goneOver.result()).isEqualTo(1);
      rig.closeConnections();
    }
  }

  private int stored(Queue queue) throws Exception {
    return (int)
        rig.ask(
            "SELECT COUNT(*) FROM tabella_queue_entry WHERE queue ="
                + " (SELECT id FROM tabella_destination WHERE name = '"
                + queue.getQueueName()
                + "')");
  }
}
