package io.tabella.it.jms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import java.sql.SQLException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What fails after its call has returned. */
final class LateFailureTest extends JmsBehaviour {

  /** As an administrator would, who does not know that somebody is receiving it. */
  private void removeAllOf(Queue queue) throws SQLException, JMSException {
    rig.execute(
        "DELETE FROM tabella_queue_entry WHERE queue ="
            + " (SELECT id FROM tabella_destination WHERE name = '"
            + queue.getQueueName()
            + "')");
  }

  @Test
  void acknowledgementThatFailsIsToldToTheExceptionListener() throws Exception {
    Queue queue = rig.newQueue();
    rig.send(queue, "a");
    BlockingQueue<JMSException> told = new LinkedBlockingQueue<>();
    Connection connection = rig.connect();
    connection.setExceptionListener(told::add);

    connection
        .createSession()
        .createConsumer(queue)
        .setMessageListener(
            message -> {
              try {
                removeAllOf(queue);
              } catch (SQLException | JMSException e) {
                throw new IllegalStateException(e);
              }
            });

    assertThat(told.poll(Rig.LONG, TimeUnit.MILLISECONDS))
        .hasMessageContaining("acknowledgement was not stored")
        .hasMessageNotContaining("comes again:")
        .hasFieldOrPropertyWithValue("errorCode", "LOST");
    connection.close();
    assertThat(told).isEmpty();
  }

  @Test
  void exceptionListenerMayCloseItsConnection() throws Exception {
    Queue queue = rig.newQueue();
    rig.send(queue, "a", "b", "c", "d", "e");
    Connection connection = rig.connect();
    CountDownLatch closed = new CountDownLatch(1);
    connection.setExceptionListener(
        problem -> {
          try {
            connection.close();
            closed.countDown();
          } catch (JMSException e) {
            throw new IllegalStateException(e);
          }
        });
    MessageConsumer consumer = connection.createSession().createConsumer(queue);

    consumer.setMessageListener(
        message -> {
          try {
            removeAllOf(queue);
          } catch (SQLException | JMSException e) {
            throw new IllegalStateException(e);
          }
        });

    assertThat(closed.await(Rig.LONG, TimeUnit.MILLISECONDS)).isTrue();
  }

  @Test
  void acknowledgementThatFailsIsThrownByTheNextCall() throws Exception {
    Queue queue = rig.newQueue();
    rig.send(queue, "a", "b");
    BlockingQueue<JMSException> told = new LinkedBlockingQueue<>();
    Connection connection = rig.connect();
    connection.setExceptionListener(told::add);
    Session session = connection.createSession(Session.DUPS_OK_ACKNOWLEDGE);
    MessageConsumer consumer = session.createConsumer(queue);
    Rig.receive(consumer).acknowledge();
    removeAllOf(queue);
    Rig.receive(consumer);
    told.poll(Rig.LONG, TimeUnit.MILLISECONDS);

    assertThatThrownBy(consumer::receiveNoWait)
        .hasMessageContaining("acknowledgement was not stored");
    assertThat(consumer.receiveNoWait()).isNull();
  }
}
