package io.tabella.it.jms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.jms.Connection;
import jakarta.jms.InvalidSelectorException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.QueueReceiver;
import jakarta.jms.QueueSession;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import jakarta.jms.Topic;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Selectors of queues. Jakarta Messaging 3.1, 3.8 and 4.1.5. */
final class QueueSelectorTest extends JmsBehaviour {

  private static void send(Session session, Queue queue, String color, int... numbers)
      throws Exception {
    MessageProducer producer = session.createProducer(queue);
    for (int number : numbers) {
      TextMessage message = session.createTextMessage(color + number);
      message.setStringProperty("color", color);
      message.setIntProperty("number", number);
      producer.send(message);
    }
  }

  @Test
  void consumerGetsWhatItsSelectorSelectsInOrderAndLeavesTheRest() throws Exception {
    Queue queue = rig.newQueue();
    Session session = rig.autoSession();
    MessageConsumer red = session.createConsumer(queue, "color = 'red' AND number > 1");
    send(session, queue, "red", 1, 2, 3);
    send(session, queue, "blue", 4);

    assertThat(Rig.texts(Rig.receive(red, 2))).containsExactly("red2", "red3");
    assertThat(red.receiveNoWait()).isNull();
    assertThat(red.getMessageSelector()).isEqualTo("color = 'red' AND number > 1");
    assertThat(rig.drain(queue)).containsExactly("red1", "blue4");
  }

  @Test
  void consumersOfDifferentSelectorsEachGetTheirs() throws Exception {
    Queue queue = rig.newQueue();
    Session session = rig.autoSession();
    MessageConsumer red = session.createConsumer(queue, "color = 'red'");
    MessageConsumer blue = rig.autoSession().createConsumer(queue, "color = 'blue'");
    for (int i = 0; i < 20; i++) {
      send(session, queue, i % 2 == 0 ? "red" : "blue", i);
    }
    for (int i = 0; i < 20; i += 2) {
      assertThat(Rig.text(Rig.receive(red))).isEqualTo("red" + i);
      assertThat(Rig.text(Rig.receive(blue))).isEqualTo("blue" + (i + 1));
    }
  }

  @Test
  void committedMessageIsThereForReceiveNoWaitAtOnce() throws Exception {
    Queue queue = rig.newQueue();
    Session session = rig.autoSession();
    MessageConsumer red = session.createConsumer(queue, "color = 'red'");
    for (int i = 0; i < 30; i++) {
      send(session, queue, "blue", i);
      send(session, queue, "red", i);
      assertThat(Rig.text(red.receiveNoWait())).isEqualTo("red" + i);
    }
  }

  @Test
  void selectedMessageThatIsRolledBackComesAgainFlagged() throws Exception {
    Queue queue = rig.newQueue();
    Session session = rig.transactedSession();
    MessageConsumer red = session.createConsumer(queue, "color = 'red'");
    send(rig.autoSession(), queue, "red", 1, 2);
    Rig.receive(red, 2);
    session.rollback();
    Message again = Rig.receive(red);
    assertThat(Rig.text(again)).isEqualTo("red1");
    assertThat(again.getJMSRedelivered()).isTrue();
    session.rollback();
    red.close();
    // By another consumer, whatever its selector.
    assertThat(rig.drain(queue)).containsExactly("red1", "red2");
  }

  @Test
  void replyIsFoundByItsCorrelationIdentifier() throws Exception {
    Queue replies = rig.newQueue();
    Session session = rig.autoSession();
    MessageProducer producer = session.createProducer(replies);
    for (int i = 0; i < 10; i++) {
      TextMessage reply = session.createTextMessage("reply " + i);
      reply.setJMSCorrelationID("request-" + i);
      producer.send(reply);
    }
    for (int i = 9; i >= 0; i--) {
      try (MessageConsumer consumer =
          session.createConsumer(replies, "JMSCorrelationID = 'request-" + i + "'")) {
        assertThat(Rig.text(Rig.receive(consumer))).isEqualTo("reply " + i);
      }
    }
  }

  @Test
  void wrongSelectorIsRefusedAndABlankOneSelectsAll() throws Exception {
    Queue queue = rig.newQueue();
    Session session = rig.autoSession();
    assertThatThrownBy(() -> session.createConsumer(queue, "color ="))
        .isInstanceOf(InvalidSelectorException.class)
        .hasMessageContaining("position 8");
    assertThatThrownBy(() -> session.createBrowser(queue, "color ="))
        .isInstanceOf(InvalidSelectorException.class);
    MessageConsumer all = session.createConsumer(queue, "  ");
    assertThat(all.getMessageSelector()).isNull();
    send(session, queue, "red", 1);
    assertThat(Rig.text(Rig.receive(all))).isEqualTo("red1");
  }

  @Test
  void receiverOfAQueueSessionSelectsToo() throws Exception {
    Queue queue = rig.newQueue();
    QueueSession session =
        ((jakarta.jms.QueueConnection) rig.connect())
            .createQueueSession(false, Session.AUTO_ACKNOWLEDGE);
    QueueReceiver receiver = session.createReceiver(queue, "number = 2");
    send(session, queue, "red", 1, 2);
    assertThat(Rig.text(Rig.receive(receiver))).isEqualTo("red2");
    assertThat(receiver.getMessageSelector()).isEqualTo("number = 2");
  }

  @Test
  void selectingConsumerIsNotStarvedByOneThatTakesEverything() throws Exception {
    Queue queue = rig.newQueue();
    Session session = rig.autoSession();
    MessageConsumer all = rig.autoSession().createConsumer(queue);
    all.setMessageListener(message -> {});
    MessageConsumer red = session.createConsumer(queue, "color = 'red'");
    Message got = null;
    for (int i = 0; got == null && i < 2_000; i++) {
      send(session, queue, "red", i);
      got = red.receiveNoWait();
    }
    assertThat(got).isNotNull();
  }

  @Test
  void wrongSelectorIsRefusedWhereverItIsGiven() throws Exception {
    Queue queue = rig.newQueue();
    Topic topic = rig.newTopic();
    Connection connection = rig.connectAs("selects-wrongly");
    Session session = connection.createSession();
    StillPool pool = new StillPool(connection, Session.AUTO_ACKNOWLEDGE, message -> {});
    String wrong = "a = ";
    ThrowingCallable[] calls = {
      () -> session.createConsumer(queue, wrong),
      () -> session.createBrowser(queue, wrong),
      () -> session.createConsumer(topic, wrong),
      () -> session.createDurableConsumer(topic, "s", wrong, false),
      () -> session.createDurableSubscriber(topic, "s", wrong, false),
      () -> session.createSharedConsumer(topic, "s", wrong),
      () -> session.createSharedDurableConsumer(topic, "s", wrong),
      () -> connection.createConnectionConsumer(queue, wrong, pool, 1),
      () -> connection.createConnectionConsumer(topic, wrong, pool, 1),
      () -> connection.createSharedConnectionConsumer(topic, "s", wrong, pool, 1),
      () -> connection.createDurableConnectionConsumer(topic, "s", wrong, pool, 1),
      () -> connection.createSharedDurableConnectionConsumer(topic, "s", wrong, pool, 1)
    };
    for (ThrowingCallable call : calls) {
      assertThatThrownBy(call).isExactlyInstanceOf(InvalidSelectorException.class);
    }
  }
}
