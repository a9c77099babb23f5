package io.tabella.it.jms;

import static io.tabella.it.jms.Waiting.await;
import static io.tabella.it.jms.Waiting.take;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tabella.jms.TabellaConnectionFactory;
import jakarta.jms.Connection;
import jakarta.jms.ConnectionConsumer;
import jakarta.jms.IllegalStateException;
import jakarta.jms.InvalidDestinationException;
import jakarta.jms.InvalidSelectorException;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Queue;
import jakarta.jms.ServerSessionPool;
import jakarta.jms.Session;
import jakarta.jms.TemporaryQueue;
import jakarta.jms.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Stopping and closing connection consumers, and pools and sessions that do not work. */
final class ServerSessionTest extends JmsBehaviour {

  private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

  @BeforeEach
  void forget() {
    heard.clear();
  }

  private void hear(Message message) throws JMSException {
    heard.add(Rig.text(message) + Rig.count(message));
  }

  private StillPool stillPool(Connection connection) throws JMSException {
    return new StillPool(connection, Session.AUTO_ACKNOWLEDGE, Listeners.checked(this::hear));
  }

  /** Takes what is there, with how often it was delivered. */
  private List<String> drainCounted(Queue queue) throws JMSException {
    MessageConsumer consumer = rig.autoSession().createConsumer(queue);
    List<String> all = new ArrayList<>();
    Message message = consumer.receiveNoWait();
    while (message != null) {
      all.add(Rig.text(message) + Rig.count(message));
      message = consumer.receiveNoWait();
    }
    return all;
  }

  @Test
  void whatIsAssignedWhenTheConnectionStopsComesAfterItsStartUncounted() throws Exception {
    Queue queue = rig.newQueue();
    Topic topic = rig.newTopic();
    Connection connection = rig.connectAs("stops");
    StillPool pool = stillPool(connection);
    connection.createConnectionConsumer(queue, null, pool, 5);
    connection.createDurableConnectionConsumer(topic, "stops", null, pool, 5);
    rig.send(queue, "q");
    rig.publish(topic, "t");
    pool.awaitStart();
    pool.awaitStart();

    connection.stop();
    pool.getSession().run();
    assertThat(heard).isEmpty();
    connection.start();
    pool.awaitStart();
    pool.awaitStart();
    pool.getSession().run();

    assertThat(List.of(take(heard), take(heard))).containsExactlyInAnyOrder("q1", "t1");
  }

  @Test
  void whileTheConnectionIsStoppedOthersGetWhatWasAssigned() throws Exception {
    Queue queue = rig.newQueue();
    Connection connection = rig.connect();
    StillPool pool = stillPool(connection);
    connection.createConnectionConsumer(queue, null, pool, 5);
    rig.send(queue, "a");
    pool.awaitStart();

    connection.stop();

    assertThat(drainCounted(queue)).containsExactly("a1");
    pool.getSession().run();
    assertThat(heard).isEmpty();
  }

  @Test
  void nothingIsAssignedBeforeTheConnectionIsStarted() throws Exception {
    Queue queue = rig.newQueue();
    rig.send(queue, "a");
    Connection connection = rig.connect();
    connection.stop();
    StillPool pool = stillPool(connection);
    connection.createConnectionConsumer(queue, null, pool, 5);

    assertThat(drainCounted(queue)).containsExactly("a1");
    assertThat(pool.starts()).isZero();
  }

  @Test
  void closedConsumerHandsBackWhatWasAssignedAndNotRun() throws Exception {
    Queue queue = rig.newQueue();
    Connection connection = rig.connect();
    StillPool pool = stillPool(connection);
    ConnectionConsumer consumer = connection.createConnectionConsumer(queue, null, pool, 5);
    rig.send(queue, "a");
    pool.awaitStart();

    consumer.close();
    consumer.close();

    assertThat(drainCounted(queue)).containsExactly("a1");
    pool.getSession().run();
    assertThat(heard).isEmpty();
    assertThatThrownBy(consumer::getServerSessionPool).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void closedSessionHandsBackWhatWasAssignedAndNotRun() throws Exception {
    Queue queue = rig.newQueue();
    Connection connection = rig.connect();
    StillPool pool = stillPool(connection);
    connection.createConnectionConsumer(queue, null, pool, 5);
    rig.send(queue, "a");
    pool.awaitStart();

    pool.getSession().close();

    Message received = Rig.receive(rig.autoSession().createConsumer(queue));
    assertThat(Rig.count(received)).isEqualTo(1);
    pool.getSession().run();
    assertThat(heard).isEmpty();
  }

  @Test
  void closeAndStopWaitForTheListenerThatRuns() throws Exception {
    for (int way = 0; way < 4; way++) {
      Queue queue = rig.newQueue();
      rig.send(queue, "a", "b");
      Connection connection = rig.connect();
      CountDownLatch inside = new CountDownLatch(1);
      CountDownLatch goOn = new CountDownLatch(1);
      AtomicInteger finished = new AtomicInteger();
      StillPool pool =
          new StillPool(
              connection,
              Session.AUTO_ACKNOWLEDGE,
              message -> {
                inside.countDown();
                await(goOn);
                finished.incrementAndGet();
              });
      ConnectionConsumer consumer = connection.createConnectionConsumer(queue, null, pool, 2);
      pool.awaitStart();
      Thread server = new Thread(pool.getSession());
      server.start();
      await(inside);
      List<AutoCloseable> ways =
          List.of(consumer::close, pool.getSession(), connection, connection::stop);
      AutoCloseable mine = ways.get(way);

      Blocked<Integer> returned =
          Blocked.in(
              () -> {
                mine.close();
                return finished.get();
              });
      goOn.countDown();

      assertThat(returned.result()).as("way " + way).isEqualTo(1);
      server.join();
      assertThat(finished).hasValue(1);
      connection.close();
      assertThat(drainCounted(queue)).as("way " + way).containsExactly("b1");
    }
  }

  @Test
  void whatNoSessionCouldTakeIsBackWhenTheConnectionIsClosed() throws Exception {
    Queue queue = rig.newQueue();
    for (int round = 0; round < 50; round++) {
      rig.send(queue, "a");
      Connection connection = rig.connect();
      StillPool pool = stillPool(connection);
      pool.getSession().close();
      connection.createConnectionConsumer(queue, null, pool, 2);
      pool.awaitStart();

      connection.close();

      assertThat(drainCounted(queue)).as("round " + round).containsExactly("a1");
    }
  }

  @Test
  void listenerMayCloseTheConsumerButNotItsSessionOrConnection() throws Exception {
    Queue queue = rig.newQueue();
    rig.send(queue, "a", "b");
    Connection connection = rig.connect();
    BlockingQueue<ConnectionConsumer> consumers = new LinkedBlockingQueue<>();
    BlockingQueue<Session> sessions = new LinkedBlockingQueue<>();
    StillPool pool =
        new StillPool(
            connection,
            Session.AUTO_ACKNOWLEDGE,
            Listeners.checked(
                message -> {
                  hear(message);
                  assertThatThrownBy(connection::close).isInstanceOf(IllegalStateException.class);
                  assertThatThrownBy(connection::stop).isInstanceOf(IllegalStateException.class);
                  assertThatThrownBy(sessions.element()::close)
                      .isInstanceOf(IllegalStateException.class);
                  consumers.element().close();
                }));
    sessions.add(pool.getSession());
    consumers.add(connection.createConnectionConsumer(queue, null, pool, 2));
    pool.awaitStart();

    pool.getSession().run();

    assertThat(heard).containsExactly("a1");
    connection.close();
    assertThat(drainCounted(queue)).containsExactly("b1");
  }

  @Test
  void poolThatThrowsIsToldAndItsMessageGoesBackUncounted() throws Exception {
    Queue queue = rig.newQueue();
    Connection connection = rig.connect();
    BlockingQueue<JMSException> told = new LinkedBlockingQueue<>();
    connection.setExceptionListener(told::add);
    StillPool working = stillPool(connection);
    AtomicInteger asked = new AtomicInteger();
    ServerSessionPool pool =
        () -> {
          if (asked.getAndIncrement() == 0) {
            throw new JMSException("planned by a test");
          }
          return working;
        };
    connection.createConnectionConsumer(queue, null, pool, 1);
    rig.send(queue, "a");

    assertThat(take(told)).hasMessageContaining("planned by a test");
    working.awaitStart();
    working.getSession().run();
    assertThat(take(heard)).isEqualTo("a1");
  }

  @Test
  void poolThatNeverAnswersKeepsNobodyFromClosing() throws Exception {
    Queue queue = rig.newQueue();
    Connection connection = rig.connect();
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch answer = new CountDownLatch(1);
    StillPool late = stillPool(connection);
    ServerSessionPool pool =
        () -> {
          asked.countDown();
          await(answer);
          return late;
        };
    connection.createConnectionConsumer(queue, null, pool, 1);
    rig.send(queue, "a");
    await(asked);

    connection.close();

    assertThat(drainCounted(queue)).containsExactly("a1");
    answer.countDown();
    late.awaitStart();
  }

  @Test
  void othersGetTheMessageThatNoSessionTakesForLong() throws Exception {
    Queue queue = rig.newQueue();
    Connection connection = rig.connect();
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch answer = new CountDownLatch(1);
    StillPool late = stillPool(connection);
    ServerSessionPool pool =
        () -> {
          asked.countDown();
          await(answer);
          return late;
        };
    connection.createConnectionConsumer(queue, null, pool, 5);
    rig.send(queue, "a");
    await(asked);
    try (TabellaConnectionFactory elsewhere = rig.newFactory();
        Connection other = elsewhere.createConnection()) {
      other.start();
      Message message = Rig.receive(other.createSession().createConsumer(queue));
      assertThat(Rig.text(message) + Rig.count(message)).isEqualTo("a1");
    }

    answer.countDown();
    late.awaitStart();
    late.getSession().run();
    rig.send(queue, "b");
    late.awaitStart();
    late.getSession().run();
    assertThat(take(heard)).isEqualTo("b1");
    assertThat(heard).isEmpty();
  }

  @Test
  void exhaustedPoolKeepsNoMessageWhileTheConnectionIsStopped() throws Exception {
    Queue queue = rig.newQueue();
    Connection connection = rig.connect();
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch answer = new CountDownLatch(1);
    StillPool late = stillPool(connection);
    ServerSessionPool pool =
        () -> {
          asked.countDown();
          await(answer);
          return late;
        };
    connection.createConnectionConsumer(queue, null, pool, 5);
    rig.send(queue, "a");
    await(asked);

    connection.stop();

    assertThat(drainCounted(queue)).containsExactly("a1");
    answer.countDown();
    late.awaitStart();
  }

  @Test
  void sessionsThatCannotBeUsedAreToldAndTheMessageGoesBack() throws Exception {
    Connection connection = rig.connect();
    StillPool foreign = stillPool(rig.connect());
    StillPool deaf = stillPool(connection);
    deaf.getSession().setMessageListener(null);
    assertThat(deaf.getSession().getMessageListener()).isNull();
    for (StillPool pool : List.of(foreign, deaf)) {
      Queue queue = rig.newQueue();
      BlockingQueue<JMSException> told = new LinkedBlockingQueue<>();
      connection.setExceptionListener(told::add);
      ConnectionConsumer consumer = connection.createConnectionConsumer(queue, null, pool, 1);
      rig.send(queue, "a");

      assertThat(take(told)).isInstanceOf(IllegalStateException.class);
      consumer.close();
      assertThat(drainCounted(queue)).containsExactly("a1");
    }
  }

  @Test
  void sessionWithItsOwnListenerHasNoConsumers() throws Exception {
    Queue queue = rig.newQueue();
    Session session = rig.autoSession();
    session.setMessageListener(message -> {});

    assertThat(session.getMessageListener()).isNotNull();
    assertThatThrownBy(() -> session.createConsumer(queue))
        .isInstanceOf(IllegalStateException.class);
    Topic topic = rig.newTopic();
    assertThatThrownBy(() -> session.createConsumer(topic))
        .isInstanceOf(IllegalStateException.class);
    Session consuming = rig.autoSession();
    consuming.createConsumer(queue).close();
    assertThatThrownBy(() -> consuming.setMessageListener(message -> {}))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void runWithoutAnythingAssignedDoesNothing() throws Exception {
    Session session = rig.autoSession();

    session.run();
    session.close();
    session.run();

    assertThat(heard).isEmpty();
  }

  @Test
  void temporaryQueueWithAConnectionConsumerIsInUse() throws Exception {
    Connection connection = rig.connect();
    TemporaryQueue queue = connection.createSession().createTemporaryQueue();
    StillPool pool = stillPool(connection);
    ConnectionConsumer consumer = connection.createConnectionConsumer(queue, null, pool, 1);

    assertThatThrownBy(queue::delete).isInstanceOf(JMSException.class);
    consumer.close();
    queue.delete();
    StillPool foreign = stillPool(rig.connect());
    assertThatThrownBy(() -> connection.createConnectionConsumer(queue, null, foreign, 1))
        .isInstanceOf(InvalidDestinationException.class);
  }

  @Test
  void argumentsThatCannotWorkAreRefused() throws Exception {
    Queue queue = rig.newQueue();
    Topic topic = rig.newTopic();
    Connection connection = rig.connect();
    StillPool pool = stillPool(connection);

    assertThatThrownBy(() -> connection.createConnectionConsumer(queue, null, null, 1))
        .isInstanceOf(JMSException.class)
        .hasMessageContaining("ServerSessionPool");
    assertThatThrownBy(() -> connection.createConnectionConsumer(queue, null, pool, 0))
        .isInstanceOf(JMSException.class)
        .hasMessageContaining("maxMessages");
    assertThatThrownBy(() -> connection.createConnectionConsumer((Queue) null, null, pool, 1))
        .isInstanceOf(InvalidDestinationException.class);
    assertThatThrownBy(() -> connection.createConnectionConsumer(queue, "no selector", pool, 1))
        .isInstanceOf(InvalidSelectorException.class);
    assertThatThrownBy(() -> connection.createConnectionConsumer(topic, "no selector", pool, 1))
        .isInstanceOf(InvalidSelectorException.class);
    assertThatThrownBy(
            () -> connection.createDurableConnectionConsumer(topic, "no client", null, pool, 1))
        .isInstanceOf(IllegalStateException.class);
    connection.close();
    assertThatThrownBy(() -> connection.createConnectionConsumer(queue, null, pool, 1))
        .isInstanceOf(IllegalStateException.class);
  }
}
