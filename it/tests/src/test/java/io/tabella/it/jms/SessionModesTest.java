package io.tabella.it.jms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tabella.jms.TabellaConnectionFactory;
import jakarta.jms.Connection;
import jakarta.jms.IllegalStateException;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What acknowledges a message. Jakarta Messaging 3.1, 6.2.10. */
final class SessionModesTest extends JmsBehaviour {

  @ParameterizedTest
  @ValueSource(ints = {Session.AUTO_ACKNOWLEDGE, Session.DUPS_OK_ACKNOWLEDGE})
  void whatReceiveReturnedIsAcknowledgedWhenTheSessionIsClosed(int mode) throws Exception {
    int many = 200;
    Queue queue = rig.newQueue();
    Session sender = rig.transactedSession();
    Rig.send(sender, queue, Collections.nCopies(many, "m").toArray(String[]::new));
    sender.commit();
    Session session = rig.session(mode);

    Rig.receive(session.createConsumer(queue), many - 1);
    session.close();

    assertThat(rowsOf(queue)).isEqualTo(1);
    assertThat(rig.drain(queue)).containsExactly("m");
  }

  @Test
  void strictSessionHasAcknowledgedWhatReceiveReturns() throws Exception {
    Queue queue = rig.newQueue();
    rig.send(queue, "a", "b");
    try (TabellaConnectionFactory strict = rig.newFactory()) {
      strict.setStrictAcknowledge(true);
      MessageConsumer consumer = rig.connect(strict).createSession().createConsumer(queue);

      Rig.receive(consumer);

      assertThat(rowsOf(queue)).isEqualTo(1);
      rig.closeConnections();
    }
  }

  private long rowsOf(Queue queue) throws Exception {
    return rig.ask(
        "SELECT COUNT(*) FROM tabella_queue_entry e JOIN tabella_destination d ON d.id = e.queue"
            + " WHERE d.name = '"
            + queue.getQueueName()
            + "'");
  }

  @Test
  void acknowledgeCoversAllThatTheSessionHasReceived() throws Exception {
    Queue one = rig.newQueue();
    Queue other = rig.newQueue();
    rig.send(one, "a", "b");
    rig.send(other, "c");
    Session session = rig.session(Session.CLIENT_ACKNOWLEDGE);
    MessageConsumer ofOne = session.createConsumer(one);

    Message first = Rig.receive(ofOne);
    Rig.receive(ofOne);
    Rig.receive(session.createConsumer(other));
    first.acknowledge();
    session.close();

    assertThat(rowsOf(one) + rowsOf(other)).isZero();
    assertThat(rig.drain(one)).isEmpty();
    assertThat(rig.drain(other)).isEmpty();
  }

  @Test
  void acknowledgeDoesNotCoverWhatComesAfterIt() throws Exception {
    Queue queue = rig.newQueue();
    rig.send(queue, "a", "b");
    Session session = rig.session(Session.CLIENT_ACKNOWLEDGE);
    MessageConsumer consumer = session.createConsumer(queue);

    Rig.receive(consumer).acknowledge();
    Rig.receive(consumer);
    session.close();

    assertThat(rowsOf(queue)).isEqualTo(1);
    assertThat(rig.drain(queue)).containsExactly("b");
  }

  @Test
  void acknowledgingTwiceIsFine() throws Exception {
    Queue queue = rig.newQueue();
    rig.send(queue, "a");
    Message message = Rig.receive(rig.session(Session.CLIENT_ACKNOWLEDGE).createConsumer(queue));

    message.acknowledge();
    message.acknowledge();

    assertThat(rowsOf(queue)).isZero();
    assertThat(rig.drain(queue)).isEmpty();
  }

  @Test
  void recoverDeliversAgainInTheOldOrder() throws Exception {
    Queue queue = rig.newQueue();
    rig.send(queue, "a", "b", "c", "d");
    Session session = rig.session(Session.CLIENT_ACKNOWLEDGE);
    MessageConsumer consumer = session.createConsumer(queue);
    Rig.receive(consumer, 3);

    session.recover();

    List<Message> again = Rig.receive(consumer, 4);
    assertThat(Rig.texts(again)).containsExactly("a", "b", "c", "d");
    assertThat(again).first().matches(message -> redelivered(message));
    assertThat(again).last().matches(message -> !redelivered(message));
    assertThat(Rig.count(again.get(0))).isEqualTo(2);
    again.get(0).acknowledge();
  }

  private static boolean redelivered(Message message) {
    try {
      return message.getJMSRedelivered();
    } catch (JMSException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void recoverOfAnAutomaticSessionDeliversNothingAgain() throws Exception {
    Queue queue = rig.newQueue();
    rig.send(queue, "a", "b");
    Session session = rig.autoSession();
    MessageConsumer consumer = session.createConsumer(queue);
    Rig.receive(consumer);

    session.recover();

    assertThat(Rig.text(Rig.receive(consumer))).isEqualTo("b");
    assertThat(consumer.receiveNoWait()).isNull();
  }

  @Test
  void acknowledgeDoesNothingWhereTheSessionAcknowledges() throws Exception {
    Queue queue = rig.newQueue();
    rig.send(queue, "a", "b");

    Rig.receive(rig.autoSession().createConsumer(queue)).acknowledge();
    rig.closeConnections();
    Session transacted = rig.transactedSession();
    Rig.receive(transacted.createConsumer(queue)).acknowledge();
    transacted.rollback();
    transacted.close();

    assertThat(rig.drain(queue)).containsExactly("b");
  }

  @ParameterizedTest
  @ValueSource(
      ints = {
        Session.AUTO_ACKNOWLEDGE,
        Session.CLIENT_ACKNOWLEDGE,
        Session.DUPS_OK_ACKNOWLEDGE,
        Session.SESSION_TRANSACTED
      })
  void acknowledgeAfterTheSessionWasClosedIsRefused(int mode) throws Exception {
    Queue queue = rig.newQueue();
    rig.send(queue, "a");
    Session session = rig.session(mode);
    Message message = Rig.receive(session.createConsumer(queue));

    session.close();

    assertThatThrownBy(message::acknowledge).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void commitAndRollbackAreForTransactedSessionsOnly() throws Exception {
    Session session = rig.autoSession();

    assertThatThrownBy(session::commit).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(session::rollback).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void recoverIsNotForTransactedSessions() throws Exception {
    assertThatThrownBy(rig.transactedSession()::recover).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void sessionsTellTheirMode() throws Exception {
    Connection connection = rig.connect();

    assertThat(connection.createSession().getAcknowledgeMode()).isEqualTo(Session.AUTO_ACKNOWLEDGE);
    assertThat(connection.createSession(Session.CLIENT_ACKNOWLEDGE).getAcknowledgeMode())
        .isEqualTo(Session.CLIENT_ACKNOWLEDGE);
    assertThat(connection.createSession(true, Session.CLIENT_ACKNOWLEDGE).getTransacted()).isTrue();
    assertThat(connection.createSession(false, Session.DUPS_OK_ACKNOWLEDGE).getTransacted())
        .isFalse();
  }

  @Test
  void unknownModesAreRefused() throws Exception {
    Connection connection = rig.connect();

    assertThatThrownBy(() -> connection.createSession(7)).hasMessageContaining("7");
    assertThatThrownBy(() -> connection.createSession(false, Session.SESSION_TRANSACTED))
        .isInstanceOf(JMSException.class);
  }

  @Test
  void acknowledgeGoesOnWithWhatIsLeftWhenSomebodyRemovedAMessage() throws Exception {
    Queue removed = rig.newQueue();
    Queue left = rig.newQueue();
    rig.send(removed, "a");
    rig.send(left, "b", "c");
    Session session = rig.session(Session.CLIENT_ACKNOWLEDGE);
    MessageConsumer ofLeft = session.createConsumer(left);
    Rig.receive(ofLeft);
    Rig.receive(session.createConsumer(removed));
    Message last = Rig.receive(ofLeft);
    rig.execute(
        "DELETE FROM tabella_queue_entry WHERE queue ="
            + " (SELECT id FROM tabella_destination WHERE name = '"
            + removed.getQueueName()
            + "')");

    assertThatThrownBy(last::acknowledge)
        .hasMessageStartingWith("1 of 3 received messages")
        .hasFieldOrPropertyWithValue("errorCode", "LOST");

    assertThat(rowsOf(left)).isZero();
    last.acknowledge();
  }

  @Test
  void messagesOfAClosedConsumerCanStillBeAcknowledged() throws Exception {
    Queue queue = rig.newQueue();
    rig.send(queue, "a", "b");
    Session session = rig.session(Session.CLIENT_ACKNOWLEDGE);
    MessageConsumer consumer = session.createConsumer(queue);
    Message message = Rig.receive(consumer);

    consumer.close();
    message.acknowledge();
    session.close();

    assertThat(rowsOf(queue)).isEqualTo(1);
    assertThat(rig.drain(queue)).containsExactly("b");
  }
}
