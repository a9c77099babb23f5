package io.tabella.it.jms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tabella.jms.TabellaConnectionFactory;
import jakarta.jms.Connection;
import jakarta.jms.Destination;
import jakarta.jms.InvalidDestinationException;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.QueueConnection;
import jakarta.jms.QueueRequestor;
import jakarta.jms.QueueSession;
import jakarta.jms.Session;
import jakarta.jms.TemporaryQueue;
import jakarta.jms.Topic;
import jakarta.jms.TopicConnection;
import jakarta.jms.TopicRequestor;
import jakarta.jms.TopicSession;
import org.junit.jupiter.api.Test;

/** Queues that go with their connection. Jakarta Messaging 3.1, 4.1.3 and 6.2.2. */
final class TemporaryQueueTest extends JmsBehaviour {

  @Test
  void replyComesBackFromAnotherNode() throws Exception {
    Queue requests = rig.newQueue();
    Session session = rig.autoSession();
    TemporaryQueue replies = session.createTemporaryQueue();
    MessageConsumer consumer = session.createConsumer(replies);
    Message request = session.createTextMessage("ping");
    request.setJMSReplyTo(replies);
    session.createProducer(requests).send(request);
    try (TabellaConnectionFactory elsewhere = rig.newFactory()) {
      Session other = rig.connect(elsewhere).createSession();
      Message got = Rig.receive(other.createConsumer(requests));
      Destination replyTo = got.getJMSReplyTo();
      assertThat(replyTo).isEqualTo(replies);
      other.createProducer(replyTo).send(other.createTextMessage("pong"));
      assertThat(Rig.text(Rig.receive(consumer))).isEqualTo("pong");
      rig.closeConnections();
    }
  }

  @Test
  void namesAreUnique() throws Exception {
    Session session = rig.autoSession();
    Session other = rig.autoSession();
    assertThat(session.createTemporaryQueue().getQueueName())
        .isNotEqualTo(session.createTemporaryQueue().getQueueName())
        .isNotEqualTo(other.createTemporaryQueue().getQueueName());
  }

  @Test
  void onlyItsConnectionConsumesOrBrowses() throws Exception {
    Connection connection = rig.connect();
    TemporaryQueue queue = connection.createSession().createTemporaryQueue();
    Session stranger = rig.autoSession();
    assertThatThrownBy(() -> stranger.createConsumer(queue))
        .isInstanceOf(InvalidDestinationException.class);
    assertThatThrownBy(() -> stranger.createBrowser(queue))
        .isInstanceOf(InvalidDestinationException.class);
    stranger.createProducer(queue).send(stranger.createTextMessage("a"));
    Session sibling = connection.createSession();
    assertThat(sibling.createBrowser(queue).getEnumeration().hasMoreElements()).isTrue();
    assertThat(Rig.text(Rig.receive(sibling.createConsumer(queue)))).isEqualTo("a");
  }

  @Test
  void deletingIsRefusedWhileItHasAConsumer() throws Exception {
    Connection connection = rig.connect();
    Session session = connection.createSession();
    TemporaryQueue queue = session.createTemporaryQueue();
    MessageConsumer consumer = connection.createSession().createConsumer(queue);
    assertThatThrownBy(queue::delete)
        .isInstanceOf(JMSException.class)
        .hasMessageContaining("consumer");
    consumer.close();
    queue.delete();
    assertThatThrownBy(() -> session.createConsumer(queue))
        .isInstanceOf(InvalidDestinationException.class);
    assertThatThrownBy(() -> session.createProducer(queue))
        .isInstanceOf(InvalidDestinationException.class)
        .hasMessageContaining("gone");
    queue.delete();
  }

  @Test
  void producerOfADeletedQueueIsRefused() throws Exception {
    Session session = rig.autoSession();
    TemporaryQueue queue = session.createTemporaryQueue();
    MessageProducer producer = session.createProducer(queue);
    queue.delete();
    assertThatThrownBy(() -> producer.send(session.createMessage()))
        .isInstanceOf(InvalidDestinationException.class);
  }

  @Test
  void nothingStaysWhenTheConnectionCloses() throws Exception {
    Connection connection = rig.connect();
    Session session = connection.createSession(Session.SESSION_TRANSACTED);
    TemporaryQueue queue = session.createTemporaryQueue();
    long id = idOf(queue);
    rig.send(queue, "a", "x".repeat(200_000), "c");
    Rig.receive(session.createConsumer(queue));
    connection.close();
    assertThat(rig.ask("SELECT COUNT(*) FROM tabella_queue_entry WHERE queue = " + id)).isZero();
    assertThat(rig.ask("SELECT COUNT(*) FROM tabella_destination WHERE id = " + id)).isZero();
    assertThat(rig.ask("SELECT COUNT(*) FROM tabella_node_queue WHERE queue = " + id)).isZero();
    assertThat(rig.ask("SELECT COUNT(*) FROM tabella_content")).isZero();
  }

  private long idOf(TemporaryQueue queue) throws Exception {
    return rig.ask(
        "SELECT id FROM tabella_destination WHERE name = '" + queue.getQueueName() + "'");
  }

  /** Replies to each request. */
  private void answer(Destination requests) throws JMSException {
    Session server = rig.autoSession();
    MessageProducer anonymous = server.createProducer(null);
    server
        .createConsumer(requests)
        .setMessageListener(
            Listeners.checked(
                request ->
                    anonymous.send(
                        request.getJMSReplyTo(),
                        server.createTextMessage("re: " + Rig.text(request)))));
  }

  @Test
  void queueRequestorGetsItsReply() throws Exception {
    Queue requests = rig.newQueue();
    answer(requests);
    QueueSession session =
        ((QueueConnection) rig.connect()).createQueueSession(false, Session.AUTO_ACKNOWLEDGE);
    QueueRequestor requestor = new QueueRequestor(session, requests);
    assertThat(Rig.text(requestor.request(session.createTextMessage("a")))).isEqualTo("re: a");
    assertThat(Rig.text(requestor.request(session.createTextMessage("b")))).isEqualTo("re: b");
    requestor.close();
  }

  @Test
  void topicRequestorGetsItsReply() throws Exception {
    Topic requests = rig.newTopic();
    answer(requests);
    TopicSession session =
        ((TopicConnection) rig.connect()).createTopicSession(false, Session.AUTO_ACKNOWLEDGE);
    TopicRequestor requestor = new TopicRequestor(session, requests);
    assertThat(Rig.text(requestor.request(session.createTextMessage("a")))).isEqualTo("re: a");
    requestor.close();
  }
}
