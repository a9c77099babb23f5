package io.tabella.it.jms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tabella.jms.TabellaConnectionFactory;
import jakarta.jms.Destination;
import jakarta.jms.IllegalStateException;
import jakarta.jms.InvalidDestinationException;
import jakarta.jms.JMSException;
import jakarta.jms.Queue;
import jakarta.jms.QueueConnection;
import jakarta.jms.QueueSession;
import jakarta.jms.Session;
import jakarta.jms.Topic;
import jakarta.jms.TopicConnection;
import jakarta.jms.TopicSession;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What is refused, and how clearly. */
final class BadInputTest extends JmsBehaviour {

  @Test
  void badQueueNamesAreRefused() throws Exception {
    Session session = rig.autoSession();

    assertThatThrownBy(() -> session.createQueue(""))
        .isInstanceOf(InvalidDestinationException.class);
    assertThatThrownBy(() -> session.createQueue(null))
        .isInstanceOf(InvalidDestinationException.class);
    assertThatThrownBy(() -> session.createQueue("x".repeat(201)))
        .isInstanceOf(InvalidDestinationException.class)
        .hasMessageContaining("200");
  }

  @Test
  void destinationThatIsNeitherQueueNorTopicIsRefused() throws Exception {
    Session session = rig.autoSession();
    Destination neither = new Destination() {};

    assertThatThrownBy(() -> session.createProducer(neither))
        .isInstanceOf(InvalidDestinationException.class);
    assertThatThrownBy(() -> session.createConsumer(neither))
        .isInstanceOf(InvalidDestinationException.class);
    assertThatThrownBy(() -> session.createConsumer(null))
        .isInstanceOf(InvalidDestinationException.class);
    assertThatThrownBy(() -> session.createProducer(null).send(neither, session.createMessage()))
        .isInstanceOf(InvalidDestinationException.class);
  }

  @Test
  void unreachableDatabaseIsSaidToBe() {
    TabellaConnectionFactory factory =
        new TabellaConnectionFactory("jdbc:mysql://127.0.0.1:1/nowhere?tabella.user=me");

    assertThatThrownBy(factory::createConnection)
        .isInstanceOf(JMSException.class)
        .hasMessageContaining("No connection could be made");
  }

  @Test
  void queueSessionHasNoTopics() throws Exception {
    QueueSession session =
        rig.factory().createQueueConnection().createQueueSession(false, Session.AUTO_ACKNOWLEDGE);
    Topic topic = rig.autoSession().createTopic("t");

    assertRefused(
        IllegalStateException.class,
        () -> session.createTopic("t"),
        session::createTemporaryTopic,
        () -> session.createDurableSubscriber(topic, "s"),
        () -> session.createDurableConsumer(topic, "s"),
        () -> session.createSharedConsumer(topic, "s"),
        () -> session.createSharedDurableConsumer(topic, "s"),
        () -> session.unsubscribe("s"));
    session.close();
  }

  @Test
  void queueConnectionHasNoSubscriptions() throws Exception {
    Topic topic = rig.newTopic();
    try (QueueConnection ofQueues = rig.factory().createQueueConnection();
        TopicConnection ofTopics = rig.factory().createTopicConnection()) {
      StillPool pool = new StillPool(ofQueues, Session.AUTO_ACKNOWLEDGE, message -> {});

      assertRefused(
          IllegalStateException.class,
          () -> ofQueues.createDurableConnectionConsumer(topic, "s", null, pool, 1),
          () -> ofQueues.createSharedConnectionConsumer(topic, "s", null, pool, 1),
          () -> ofQueues.createSharedDurableConnectionConsumer(topic, "s", null, pool, 1));
      StillPool other = new StillPool(ofTopics, Session.AUTO_ACKNOWLEDGE, message -> {});
      ofTopics.createSharedConnectionConsumer(topic, "s", null, other, 1).close();
    }
  }

  @Test
  void topicSessionHasNoQueues() throws Exception {
    TopicSession session =
        rig.factory().createTopicConnection().createTopicSession(false, Session.AUTO_ACKNOWLEDGE);
    Queue queue = rig.newQueue();

    assertRefused(
        IllegalStateException.class,
        () -> session.createQueue("q"),
        session::createTemporaryQueue,
        () -> session.createBrowser(queue));
    session.close();
  }

  @Test
  void emptySelectorIsNoSelector() throws Exception {
    Queue queue = rig.newQueue();
    rig.send(queue, "a");

    assertThat(Rig.text(Rig.receive(rig.autoSession().createConsumer(queue, "", true))))
        .isEqualTo("a");
  }

  private static void assertRefused(Class<?> by, ThrowingCallable... calls) {
    for (ThrowingCallable call : calls) {
      assertThatThrownBy(call).isExactlyInstanceOf(by);
    }
  }
}
