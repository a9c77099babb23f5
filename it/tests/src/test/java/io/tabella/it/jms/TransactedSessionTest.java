package io.tabella.it.jms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.jms.DeliveryMode;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import jakarta.jms.TransactionRolledBackException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** All or nothing. Jakarta Messaging 3.1, 6.2.7. */
final class TransactedSessionTest extends JmsBehaviour {

  @Test
  void sendsAreSeenAfterTheCommitAndNotBefore() throws Exception {
    Queue queue = rig.newQueue();
    Session session = rig.transactedSession();
    Rig.send(session, queue, "a", "b");
    List<String> before = rig.drain(queue);

    session.commit();

    assertThat(before).isEmpty();
    assertThat(rig.drain(queue)).containsExactly("a", "b");
  }

  @Test
  void rolledBackSendIsNeverDelivered() throws Exception {
    Queue queue = rig.newQueue();
    Session session = rig.transactedSession();
    Rig.send(session, queue, "a");

    session.rollback();
    Rig.send(session, queue, "b");
    session.commit();

    assertThat(rig.drain(queue)).containsExactly("b");
  }

  @Test
  void nonPersistentSendIsPartOfTheTransaction() throws Exception {
    Queue queue = rig.newQueue();
    MessageConsumer waiting = rig.autoSession().createConsumer(queue);
    Session session = rig.transactedSession();
    MessageProducer producer = session.createProducer(queue);
    producer.setDeliveryMode(DeliveryMode.NON_PERSISTENT);

    producer.send(session.createTextMessage("a"));
    Message before = waiting.receiveNoWait();
    session.rollback();

    assertThat(before).isNull();
    assertThat(waiting.receiveNoWait()).isNull();
  }

  @Test
  void sendsAndReceivesOfSeveralQueuesCommitTogether() throws Exception {
    Queue in = rig.newQueue();
    Queue out = rig.newQueue();
    Queue log = rig.newQueue();
    rig.send(in, "order");
    Session session = rig.transactedSession();

    Rig.receive(session.createConsumer(in));
    Rig.send(session, out, "bill");
    Rig.send(session, log, "note");
    session.commit();
    session.close();

    assertThat(rig.drain(in)).isEmpty();
    assertThat(rig.drain(out)).containsExactly("bill");
    assertThat(rig.drain(log)).containsExactly("note");
  }

  @Test
  void rollbackUndoesSendsAndReceivesOfSeveralQueues() throws Exception {
    Queue in = rig.newQueue();
    Queue other = rig.newQueue();
    Queue out = rig.newQueue();
    rig.send(in, "a");
    rig.send(other, "b");
    Session session = rig.transactedSession();

    Rig.receive(session.createConsumer(in));
    Rig.receive(session.createConsumer(other));
    Rig.send(session, out, "c");
    session.rollback();
    session.close();

    assertThat(rig.drain(in)).containsExactly("a");
    assertThat(rig.drain(other)).containsExactly("b");
    assertThat(rig.drain(out)).isEmpty();
  }

  @Test
  void rolledBackMessagesComeAgainInTheOldOrderAndCounted() throws Exception {
    Queue queue = rig.newQueue();
    rig.send(queue, "a", "b", "c");
    Session session = rig.transactedSession();
    MessageConsumer consumer = session.createConsumer(queue);
    List<Message> first = Rig.receive(consumer, 2);

    session.rollback();

    List<Message> again = Rig.receive(consumer, 3);
    session.commit();
    assertThat(Rig.count(first.get(0))).isEqualTo(1);
    assertThat(first.get(0).getJMSRedelivered()).isFalse();
    assertThat(Rig.texts(again)).containsExactly("a", "b", "c");
    assertThat(Rig.count(again.get(0))).isEqualTo(2);
    assertThat(again.get(0).getJMSRedelivered()).isTrue();
    assertThat(Rig.count(again.get(2))).isEqualTo(1);
  }

  @Test
  void whatWasReceivedIsNotSeenByOthersBeforeTheCommit() throws Exception {
    Queue queue = rig.newQueue();
    rig.send(queue, "a");
    Session session = rig.transactedSession();
    Rig.receive(session.createConsumer(queue));

    assertThat(rig.drain(queue)).isEmpty();

    session.commit();
  }

  @Test
  void closingTheSessionRollsBack() throws Exception {
    Queue in = rig.newQueue();
    Queue out = rig.newQueue();
    rig.send(in, "a");
    Session session = rig.transactedSession();
    Rig.receive(session.createConsumer(in));
    Rig.send(session, out, "b");

    session.close();

    assertThat(rig.drain(in)).containsExactly("a");
    assertThat(rig.drain(out)).isEmpty();
  }

  @Test
  void closingTheConsumerLeavesItsMessagesInTheTransaction() throws Exception {
    Queue queue = rig.newQueue();
    rig.send(queue, "a", "b");
    Session session = rig.transactedSession();
    MessageConsumer consumer = session.createConsumer(queue);
    Rig.receive(consumer);

    consumer.close();
    session.commit();

    assertThat(rig.drain(queue)).containsExactly("b");
  }

  @Test
  void emptyTransactionsCommitAndRollBack() throws Exception {
    Session session = rig.transactedSession();

    session.commit();
    session.rollback();
    session.commit();
  }

  @Test
  void commitThatFailsRollsEverythingBackAndSaysWhy() throws Exception {
    Queue in = rig.newQueue();
    Queue out = rig.newQueue();
    rig.send(in, "a", "b");
    Session session = rig.transactedSession();
    MessageConsumer consumer = session.createConsumer(in);
    Rig.receive(consumer, 2);
    Rig.send(session, out, "c");
    int removed = removeFirst(in);

    assertThatThrownBy(session::commit)
        .isInstanceOf(TransactionRolledBackException.class)
        .hasMessageContaining("1 of 2 received messages");

    assertThat(removed).isEqualTo(1);
    Message again = Rig.receive(consumer);
    assertThat(Rig.text(again)).isEqualTo("b");
    assertThat(Rig.count(again)).isEqualTo(2);
    session.commit();
    assertThat(rig.drain(in)).isEmpty();
    assertThat(rig.drain(out)).isEmpty();
  }

  /** As an administrator would, who does not know that somebody has received it. */
  private int removeFirst(Queue queue) throws Exception {
    long id =
        rig.ask(
            "SELECT MIN(e.id) FROM tabella_queue_entry e JOIN tabella_destination d ON d.id ="
                + " e.queue WHERE d.name = '"
                + queue.getQueueName()
                + "'");
    return rig.execute("DELETE FROM tabella_queue_entry WHERE id = " + id);
  }
}
