package io.tabella.it.jms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tabella.extension.DelayedInfo;
import io.tabella.extension.QueueInfo;
import io.tabella.extension.SettingInfo;
import io.tabella.extension.SubscriptionInfo;
import io.tabella.extension.TabellaAdmin;
import io.tabella.extension.TabellaNodeMXBean;
import io.tabella.it.kit.Eventually;
import io.tabella.jms.TabellaConnectionFactory;
import jakarta.jms.Connection;
import jakarta.jms.InvalidDestinationException;
import jakarta.jms.InvalidSelectorException;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import jakarta.jms.Topic;
import java.lang.management.ManagementFactory;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.management.JMX;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an administrator does while everything runs. */
final class AdminTest extends JmsBehaviour {

  @SuppressWarnings("NullAway.Init") // made before each test
  private TabellaAdmin admin;

  @Override
  protected void configure(TabellaConnectionFactory factory) {
    factory.setHeartbeatMillis(200);
  }

  @BeforeEach
  void openAdmin() throws JMSException {
    admin = rig.factory().createAdmin();
  }

  @AfterEach
  void closeAdmin() throws Exception {
    for (SettingInfo setting : admin.settings()) {
      admin.setQueue(setting.destination(), setting.name(), null);
      admin.setTopic(setting.destination(), setting.name(), null);
    }
    admin.close();
  }

  private static void sendNumbered(Session session, Queue queue, int count) throws JMSException {
    MessageProducer producer = session.createProducer(queue);
    for (int i = 1; i <= count; i++) {
      TextMessage message = session.createTextMessage("m" + i);
      message.setIntProperty("number", i);
      producer.send(message);
    }
  }

  @Test
  void queueTellsHowMuchIsInIt() throws Exception {
    Queue queue = rig.newQueue();
    String name = queue.getQueueName();
    rig.send(queue, "a", "b", "c");
    Session session = rig.transactedSession();
    Rig.receive(session.createConsumer(queue));
    QueueInfo info = admin.queue(name);
    assertThat(info.messages()).isEqualTo(3);
    assertThat(info.held()).isBetween(1L, 3L);
    assertThat(info.oldestMillis()).isBetween(0L, 60_000L);
    assertThat(info.paused()).isFalse();
    assertThat(admin.queues()).extracting(QueueInfo::name).contains(name);
    session.rollback();
    assertThatThrownBy(() -> admin.queue("unknown"))
        .isInstanceOf(InvalidDestinationException.class)
        .hasMessageContaining("unknown");
  }

  @Test
  void pausedQueueKeepsItsMessages() throws Exception {
    Queue queue = rig.newQueue();
    admin.pauseQueue(queue.getQueueName());
    MessageConsumer consumer = rig.autoSession().createConsumer(queue);
    rig.send(queue, "a");
    assertThat(consumer.receive(300)).isNull();
    assertThat(admin.queue(queue.getQueueName()).paused()).isTrue();
    admin.resumeQueue(queue.getQueueName());
    assertThat(Rig.text(Rig.receive(consumer))).isEqualTo("a");
  }

  @Test
  void pausedTopicKeepsItsMessages() throws Exception {
    Topic topic = rig.newTopic();
    MessageConsumer consumer = rig.autoSession().createConsumer(topic);
    admin.pauseTopic(topic.getTopicName());
    rig.publish(topic, "a");
    assertThat(consumer.receive(300)).isNull();
    admin.resumeTopic(topic.getTopicName());
    assertThat(Rig.text(Rig.receive(consumer))).isEqualTo("a");
  }

  @Test
  void pauseWorksInOtherNodesToo() throws Exception {
    Queue queue = rig.newQueue();
    try (TabellaConnectionFactory elsewhere = rig.newFactory();
        Connection connection = elsewhere.createConnection()) {
      connection.start();
      MessageConsumer consumer = connection.createSession().createConsumer(queue);
      admin.pauseQueue(queue.getQueueName());
      try (TabellaAdmin there = elsewhere.createAdmin()) {
        Eventually.eventually(
            () -> "the other node does not know of the pause",
            () -> Eventually.unchecked(() -> there.queue(queue.getQueueName()).paused()));
      }
      rig.send(queue, "a");
      assertThat(consumer.receive(300)).isNull();
      admin.resumeQueue(queue.getQueueName());
      assertThat(Rig.text(Rig.receive(consumer))).isEqualTo("a");
    }
  }

  @Test
  void purgeRemovesWhatASelectorSelectsAndNobodyHolds() throws Exception {
    Queue queue = rig.newQueue();
    Session session = rig.autoSession();
    sendNumbered(session, queue, 500);
    rig.send(queue, "x".repeat(200_000));
    assertThat(admin.purge(queue.getQueueName(), "number > 2")).isEqualTo(498);
    assertThat(admin.purge(queue.getQueueName(), "number IS NULL")).isEqualTo(1);
    assertThat(rig.ask("SELECT COUNT(*) FROM tabella_content")).isZero();
    Session open = rig.transactedSession();
    Rig.receive(open.createConsumer(queue));
    assertThat(admin.purge(queue.getQueueName(), null)).isLessThan(2);
    open.rollback();
    assertThatThrownBy(() -> admin.purge(queue.getQueueName(), "number >"))
        .isInstanceOf(InvalidSelectorException.class);
  }

  @Test
  void messagesAreBrowsed() throws Exception {
    Queue queue = rig.newQueue();
    sendNumbered(rig.autoSession(), queue, 5);
    List<Message> found = admin.browse(queue.getQueueName(), "number >= 3", 2);
    assertThat(Rig.texts(found)).containsExactly("m3", "m4");
    assertThat(found.get(0).getJMSDestination()).isEqualTo(queue);
    assertThat(admin.browse(queue.getQueueName(), null, 0)).isEmpty();
  }

  @Test
  void messagesMoveToAnotherQueueInTheirOrder() throws Exception {
    Queue queue = rig.newQueue();
    Queue target = rig.newQueue();
    sendNumbered(rig.autoSession(), queue, 450);
    String large = "x".repeat(200_000);
    rig.send(queue, large);
    assertThat(admin.move(queue.getQueueName(), "number > 440", target.getQueueName()))
        .isEqualTo(10);
    assertThat(admin.move(queue.getQueueName(), "number IS NULL", target.getQueueName()))
        .isEqualTo(1);
    assertThat(rig.drain(target))
        .containsExactly(
            "m441", "m442", "m443", "m444", "m445", "m446", "m447", "m448", "m449", "m450", large);
    assertThat(rig.drain(queue)).hasSize(440);
    assertThat(rig.ask("SELECT COUNT(*) FROM tabella_content")).isZero();
  }

  @Test
  void deadLettersGoBackToWhereEachCameFrom() throws Exception {
    Queue one = rig.newQueue();
    Queue other = rig.newQueue();
    String dead = rig.newQueue().getQueueName();
    admin.setQueue("*", "deadLetterQueue", dead);
    admin.setQueue("*", "maxDeliveries", "1");
    rig.send(one, "a");
    rig.send(other, "b");
    Session session = rig.transactedSession();
    MessageConsumer first = session.createConsumer(one);
    MessageConsumer second = session.createConsumer(other);
    Rig.receive(first);
    Rig.receive(second);
    session.rollback();
    assertThat(admin.queue(dead).messages()).isEqualTo(2);

    assertThat(admin.retry(dead, null)).isEqualTo(2);

    Message again = Rig.receive(first);
    assertThat(Rig.text(again)).isEqualTo("a");
    assertThat(again.getJMSRedelivered()).isFalse();
    assertThat(again.propertyExists("JMS_TABELLA_originalDestination")).isFalse();
    assertThat(Rig.text(Rig.receive(second))).isEqualTo("b");
    session.commit();
    assertThat(admin.queue(dead).messages()).isZero();
  }

  @Test
  void deadLetterOfASubscriptionGoesBackToThatAlone() throws Exception {
    Topic topic = rig.newTopic();
    String dead = rig.newQueue().getQueueName();
    admin.setTopic(topic.getTopicName(), "deadLetterQueue", dead);
    admin.setTopic(topic.getTopicName(), "maxDeliveries", "1");
    Session session = rig.transactedSession();
    MessageConsumer failing = session.createSharedDurableConsumer(topic, "failing");
    MessageConsumer other = rig.autoSession().createConsumer(topic);
    rig.publish(topic, "a");
    assertThat(Rig.text(Rig.receive(other))).isEqualTo("a");
    Rig.receive(failing);
    session.rollback();

    assertThat(admin.retry(dead, null)).isEqualTo(1);

    Message again = Rig.receive(failing);
    assertThat(Rig.text(again)).isEqualTo("a");
    assertThat(again.getJMSRedelivered()).isFalse();
    assertThat(again.propertyExists("JMS_TABELLA_originalSubscription")).isFalse();
    session.commit();
    rig.publish(topic, "b");
    assertThat(Rig.text(Rig.receive(other))).isEqualTo("b");
    assertThat(Rig.text(Rig.receive(failing))).isEqualTo("b");
    session.commit();
    assertThat(admin.queue(dead).messages()).isZero();
    failing.close();
    session.unsubscribe("failing");
  }

  @Test
  void largeDeadLetterOfASubscriptionGoesBackWhole() throws Exception {
    Topic topic = rig.newTopic();
    String dead = rig.newQueue().getQueueName();
    admin.setTopic(topic.getTopicName(), "deadLetterQueue", dead);
    admin.setTopic(topic.getTopicName(), "maxDeliveries", "1");
    Session session = rig.transactedSession();
    MessageConsumer consumer = session.createConsumer(topic);
    String text = "x".repeat(300_000);
    rig.publish(topic, text);
    Rig.receive(consumer);
    session.rollback();
    assertThat(admin.retry(dead, null)).isEqualTo(1);
    assertThat(Rig.text(Rig.receive(consumer))).isEqualTo(text);
    session.commit();
    // A publisher's newest message stays in the log, and other tests count bodies.
    rig.execute("DELETE FROM tabella_content");
  }

  @Test
  void deadLetterOfASubscriptionThatIsGoneStays() throws Exception {
    Topic topic = rig.newTopic();
    String dead = rig.newQueue().getQueueName();
    admin.setTopic(topic.getTopicName(), "deadLetterQueue", dead);
    admin.setTopic(topic.getTopicName(), "maxDeliveries", "1");
    Session session = rig.transactedSession();
    MessageConsumer consumer = session.createConsumer(topic);
    rig.publish(topic, "a");
    Rig.receive(consumer);
    session.rollback();
    consumer.close();
    assertThat(admin.retry(dead, null)).isZero();
    assertThat(admin.purge(dead, null)).isEqualTo(1);
  }

  @Test
  void delayedMessagesAreListedAndCancelled() throws Exception {
    Queue queue = rig.newQueue();
    Topic topic = rig.newTopic();
    Session session = rig.autoSession();
    MessageProducer producer = session.createProducer(null);
    producer.setDeliveryDelay(3_600_000);
    Message first = session.createTextMessage("x".repeat(200_000));
    Message second = session.createTextMessage("b");
    producer.send(queue, first);
    producer.send(queue, second);
    producer.send(topic, session.createTextMessage("c"));
    List<DelayedInfo> found = admin.delayedOfQueue(queue.getQueueName());
    assertThat(found)
        .extracting(DelayedInfo::messageId)
        .containsExactlyInAnyOrder(first.getJMSMessageID(), second.getJMSMessageID());
    assertThat(found.get(0).dueAt().toEpochMilli()).isEqualTo(first.getJMSDeliveryTime());
    assertThat(admin.delayedOfTopic(topic.getTopicName())).hasSize(1);

    assertThat(admin.cancelDelayedOfQueue(queue.getQueueName(), first.getJMSMessageID())).isTrue();
    assertThat(admin.cancelDelayedOfQueue(queue.getQueueName(), first.getJMSMessageID())).isFalse();
    assertThat(admin.delayedOfQueue(queue.getQueueName())).hasSize(1);
    assertThat(rig.ask("SELECT COUNT(*) FROM tabella_content")).isZero();
    rig.execute("DELETE FROM tabella_staged");
  }

  @Test
  void destinationsAreMadeAndRemoved() throws Exception {
    admin.createQueue("made-queue");
    admin.createQueue("made-queue");
    admin.createTopic("made-topic");
    assertThat(admin.queues()).extracting(QueueInfo::name).contains("made-queue");
    assertThat(admin.topics()).contains("made-topic");
    admin.deleteQueue("made-queue");
    admin.deleteTopic("made-topic");
    assertThat(admin.queues()).extracting(QueueInfo::name).doesNotContain("made-queue");
    assertThat(admin.topics()).doesNotContain("made-topic");
    assertThatThrownBy(() -> admin.deleteQueue("made-queue"))
        .isInstanceOf(InvalidDestinationException.class);
  }

  @Test
  void destinationThatANodeUsesIsNotRemovedAndOneThatItHasUsedIsWithItsMessages() throws Exception {
    try (TabellaConnectionFactory elsewhere = rig.newFactory()) {
      elsewhere.setLingerMillis(0);
      try (Connection connection = elsewhere.createConnection()) {
        Session session = connection.createSession();
        session.createProducer(session.createQueue("used")).send(session.createTextMessage("a"));
        session.createProducer(session.createTopic("used")).send(session.createTextMessage("a"));
        assertThatThrownBy(() -> admin.deleteQueue("used"))
            .isInstanceOf(JMSException.class)
            .hasMessageContaining("used by node");
        assertThatThrownBy(() -> admin.deleteTopic("used"))
            .isInstanceOf(JMSException.class)
            .hasMessageContaining("used by node");
      }
    }
    admin.deleteQueue("used");
    admin.deleteTopic("used");
    assertThat(rig.drain(rig.autoSession().createQueue("used"))).isEmpty();
  }

  @Test
  void subscriptionsAreListedAndRemoved() throws Exception {
    Topic topic = rig.newTopic();
    Session session = rig.connectAs("admin-client").createSession();
    MessageConsumer consumer = session.createDurableConsumer(topic, "listed");
    rig.publish(topic, "a", "b");
    SubscriptionInfo info =
        admin.subscriptions().stream()
            .filter(it -> it.name().equals("listed"))
            .findFirst()
            .orElseThrow();
    assertThat(info.backlog()).isEqualTo(2);
    assertThat(info.clientId()).isEqualTo("admin-client");
    assertThat(info.topic()).isEqualTo(topic.getTopicName());
    assertThat(info.durable()).isTrue();
    assertThat(info.shared()).isFalse();
    assertThatThrownBy(() -> admin.deleteSubscription("admin-client", "listed"))
        .isInstanceOf(JMSException.class);
    consumer.close();
    admin.deleteSubscription("admin-client", "listed");
    assertThat(admin.subscriptions()).extracting(SubscriptionInfo::name).doesNotContain("listed");
  }

  @Test
  void wrongSettingIsRefusedWithWhatIsPossible() {
    assertThatThrownBy(() -> admin.setQueue("q", "maxDeliveries", "many"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("whole number");
    assertThatThrownBy(() -> admin.setQueue("q", "maxDeliverys", "1"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("docs/destinations.md");
  }

  @Test
  void nodesAreListed() throws Exception {
    assertThat(admin.nodes()).isNotEmpty();
    assertThat(admin.nodes().get(0).name()).isNotEmpty();
  }

  @Test
  void nothingIsMadeByItselfWhereThatIsSwitchedOff() throws Exception {
    try (TabellaConnectionFactory strict = rig.newFactory()) {
      strict.setAutoCreate(false);
      try (Connection connection = strict.createConnection()) {
        Session session = connection.createSession();
        assertThatThrownBy(() -> session.createProducer(session.createQueue("not-made")))
            .isInstanceOf(InvalidDestinationException.class)
            .hasMessageContaining("TabellaAdmin");
        assertThatThrownBy(() -> session.createConsumer(session.createTopic("not-made")))
            .isInstanceOf(InvalidDestinationException.class);
        admin.createQueue("not-made");
        session.createProducer(session.createQueue("not-made")).send(session.createMessage());
        assertThat(session.createTemporaryQueue()).isNotNull();
      }
    }
  }

  @Test
  void nodeIsShownByJmxAsLongAsItLives() throws Exception {
    MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    ObjectName all = new ObjectName("io.tabella:type=Node,*");
    Queue queue = rig.newQueue();
    rig.send(queue, "a", "b");
    Set<ObjectName> before = server.queryNames(all, null);
    try (TabellaConnectionFactory other = rig.newFactory()) {
      other.setNodeName("shown");
      other.createConnection().close();
      Set<ObjectName> names = new HashSet<>(server.queryNames(all, null));
      names.removeAll(before);
      assertThat(names).hasSize(1);
      TabellaNodeMXBean bean =
          JMX.newMXBeanProxy(server, names.iterator().next(), TabellaNodeMXBean.class);
      assertThat(bean.getName()).isEqualTo("shown");
      assertThat(bean.getQueueDepths()).containsEntry(queue.getQueueName(), 2L);
      assertThat(bean.getNodes()).anyMatch(node -> node.contains("shown"));
      assertThat(bean.getSubscriptionBacklogs()).isNotNull();
      assertThat(bean.purge(queue.getQueueName(), "")).isEqualTo(2);
      assertThatThrownBy(() -> bean.purge("unknown", "")).hasMessageContaining("unknown");
    }
    assertThat(server.queryNames(all, null)).isEqualTo(before);
  }
}
