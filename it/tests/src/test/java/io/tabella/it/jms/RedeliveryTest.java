package io.tabella.it.jms;

import static org.assertj.core.api.Assertions.assertThat;

import io.tabella.extension.TabellaSession;
import io.tabella.jms.TabellaConnectionFactory;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;

/** What is counted, and what happens when the count is full. */
final class RedeliveryTest extends JmsBehaviour {

  private static final int LIMIT = 3;

  @SuppressWarnings("NullAway.Init") // made before each class
  private TabellaConnectionFactory limited;

  @BeforeParameterizedClassInvocation
  void limitDeliveries() {
    limited = rig.newFactory();
    limited.setMaxDeliveries(LIMIT);
    limited.setDeadLetterQueue("dead");
  }

  @AfterParameterizedClassInvocation
  void closeLimited() throws JMSException {
    limited.close();
  }

  private Session limitedSession(int mode) throws JMSException {
    return rig.connect(limited).createSession(mode);
  }

  private Message deadLetter() throws JMSException {
    Session session = limitedSession(Session.AUTO_ACKNOWLEDGE);
    Message dead = Rig.receive(session.createConsumer(session.createQueue("dead")));
    session.close();
    return dead;
  }

  @Test
  void messageThatFailsTooOftenGoesToTheDeadLetterQueueWithTheReason() throws Exception {
    Queue queue = rig.newQueue();
    rig.send(queue, "poison", "food");
    TabellaSession session = (TabellaSession) limitedSession(Session.SESSION_TRANSACTED);
    MessageConsumer consumer = session.createConsumer(queue);

    for (int i = 1; i <= LIMIT; i++) {
      assertThat(Rig.count(Rig.receive(consumer))).isEqualTo(i);
      session.rollback("attempt " + i);
    }

    assertThat(Rig.text(Rig.receive(consumer))).isEqualTo("food");
    session.commit();
    Message dead = deadLetter();
    assertThat(Rig.text(dead)).isEqualTo("poison");
    assertThat(dead.getStringProperty("JMS_TABELLA_deadLetterReason")).isEqualTo("attempt 3");
    assertThat(dead.getStringProperty("JMS_TABELLA_originalDestination"))
        .isEqualTo("queue:" + queue.getQueueName());
    assertThat(dead.getIntProperty("JMS_TABELLA_deliveryCount")).isEqualTo(LIMIT);
  }

  @Test
  void textOfTheListenersExceptionIsTheReason() throws Exception {
    Queue queue = rig.newQueue();
    rig.send(queue, "poison");

    limitedSession(Session.AUTO_ACKNOWLEDGE)
        .createConsumer(queue)
        .setMessageListener(
            message -> {
              throw new UnsupportedOperationException("cannot digest this");
            });

    assertThat(deadLetter().getStringProperty("JMS_TABELLA_deadLetterReason"))
        .contains("UnsupportedOperationException", "cannot digest this");
  }

  @Test
  void whatAListenerThrowsInATransactionIsTheReasonOfALaterRollback() throws Exception {
    Queue queue = rig.newQueue();
    rig.send(queue, "poison", "trigger");
    Session session = limitedSession(Session.SESSION_TRANSACTED);

    session
        .createConsumer(queue)
        .setMessageListener(
            Listeners.checked(
                message -> {
                  if ("poison".equals(Rig.text(message))) {
                    throw new UnsupportedOperationException("cannot digest this");
                  }
                  session.rollback();
                }));

    assertThat(deadLetter().getStringProperty("JMS_TABELLA_deadLetterReason"))
        .contains("cannot digest this");
    assertThat(deadLetter().getStringProperty("JMS_TABELLA_deadLetterReason"))
        .contains("cannot digest this");
  }

  @Test
  void recoveredMessagesAreCountedAndGivenUp() throws Exception {
    Queue queue = rig.newQueue();
    rig.send(queue, "poison");
    Session session = limitedSession(Session.CLIENT_ACKNOWLEDGE);
    MessageConsumer consumer = session.createConsumer(queue);

    for (int i = 0; i < LIMIT; i++) {
      Rig.receive(consumer);
      session.recover();
    }

    assertThat(consumer.receiveNoWait()).isNull();
    assertThat(Rig.text(deadLetter())).isEqualTo("poison");
  }

  @Test
  void closingWithoutAcknowledgeCounts() throws Exception {
    Queue queue = rig.newQueue();
    rig.send(queue, "a");
    Session session = rig.session(Session.CLIENT_ACKNOWLEDGE);
    Rig.receive(session.createConsumer(queue));

    session.close();

    Message again = Rig.receive(rig.autoSession().createConsumer(queue));
    assertThat(again.getJMSRedelivered()).isTrue();
    assertThat(Rig.count(again)).isEqualTo(2);
  }

  @Test
  void whatWasOnlyBufferedIsNotRedelivered() throws Exception {
    Queue queue = rig.newQueue();
    rig.send(queue, "a", "b", "c");
    Session session = rig.session(Session.CLIENT_ACKNOWLEDGE);
    Rig.receive(session.createConsumer(queue)).acknowledge();

    session.close();

    MessageConsumer other = rig.autoSession().createConsumer(queue);
    for (Message message : Rig.receive(other, 2)) {
      assertThat(message.getJMSRedelivered()).isFalse();
      assertThat(Rig.count(message)).isEqualTo(1);
    }
  }

  @Test
  void countSurvivesARestart() throws Exception {
    Queue queue = rig.newQueue();
    rig.send(queue, "a");
    try (TabellaConnectionFactory before = rig.newFactory()) {
      Rig.receive(clientSession(before).createConsumer(queue));
    }

    try (TabellaConnectionFactory after = rig.newFactory()) {
      Message again = Rig.receive(clientSession(after).createConsumer(queue));
      assertThat(Rig.count(again)).isEqualTo(2);
      again.acknowledge();
    }
  }

  private Session clientSession(TabellaConnectionFactory factory) throws JMSException {
    return rig.connect(factory).createSession(Session.CLIENT_ACKNOWLEDGE);
  }

  @Test
  void expiredMessagesAreNeverDelivered() throws Exception {
    Queue queue = rig.newQueue();
    Session session = rig.autoSession();
    MessageProducer producer = session.createProducer(queue);
    producer.setTimeToLive(1);
    producer.send(session.createTextMessage("short"));
    producer.setTimeToLive(0);
    awaitStoreTimeAfterNow(session, queue);
    producer.send(session.createTextMessage("long"));

    assertThat(rig.drain(queue)).containsExactly("long");
  }

  /** Until the store's clock, as messages show it, has moved on. */
  private static void awaitStoreTimeAfterNow(Session session, Queue queue) throws JMSException {
    MessageProducer elsewhere =
        session.createProducer(session.createQueue(queue.getQueueName() + "-clock"));
    Message tick = session.createMessage();
    elsewhere.send(tick);
    long begin = tick.getJMSTimestamp();
    while (tick.getJMSTimestamp() < begin + 2) {
      elsewhere.send(tick);
    }
  }
}
