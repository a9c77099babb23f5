package io.tabella.it.jms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tabella.extension.TabellaSession;
import io.tabella.jms.TabellaConnectionFactory;
import jakarta.jms.CompletionListener;
import jakarta.jms.Connection;
import jakarta.jms.IllegalStateException;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.QueueReceiver;
import jakarta.jms.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Stopping and closing, from any thread. Jakarta Messaging 3.1, 6.1.6 to 6.1.8 and 6.2.16. */
final class ClosingTest extends JmsBehaviour {

  private static void assertClosed(Stream<ThrowingCallable> calls) {
    calls.forEach(
        call -> assertThatThrownBy(call).isExactlyInstanceOf(IllegalStateException.class));
  }

  @Test
  void everyMethodOfAClosedConnectionIsRefused() throws Exception {
    Connection connection = rig.connect();

    connection.close();
    connection.close();

    assertClosed(
        Stream.of(
            connection::start,
            connection::stop,
            connection::createSession,
            () -> connection.createSession(Session.AUTO_ACKNOWLEDGE),
            connection::getClientID,
            () -> connection.setClientID("x"),
            connection::getMetaData,
            connection::getExceptionListener,
            () -> connection.setExceptionListener(e -> {})));
  }

  @Test
  void everyMethodOfAClosedSessionIsRefused() throws Exception {
    Queue queue = rig.newQueue();
    TabellaSession session = (TabellaSession) rig.transactedSession();

    session.close();
    session.close();

    assertClosed(
        Stream.of(
            session::createMessage,
            session::createTextMessage,
            () -> session.createTextMessage("x"),
            session::createBytesMessage,
            session::createMapMessage,
            session::createStreamMessage,
            session::createObjectMessage,
            session::getTransacted,
            session::getAcknowledgeMode,
            session::commit,
            session::rollback,
            () -> session.rollback("why"),
            session::recover,
            session::getMessageListener,
            () -> session.createQueue("x"),
            () -> session.createTopic("x"),
            () -> session.createProducer(queue),
            () -> session.createConsumer(queue),
            () -> session.createBrowser(queue),
            session::createTemporaryQueue,
            () -> session.unsubscribe("x")));
  }

  @Test
  void everyMethodOfAClosedProducerIsRefused() throws Exception {
    Queue queue = rig.newQueue();
    Session session = rig.autoSession();
    MessageProducer producer = session.createProducer(queue);
    Message message = session.createMessage();

    producer.close();
    producer.close();

    assertClosed(
        Stream.concat(settersAndGetters(producer), Stream.of(() -> producer.send(message))));
  }

  @Test
  void producersAndConsumersOfAClosedSessionAreClosed() throws Exception {
    Queue queue = rig.newQueue();
    Session session = rig.autoSession();
    MessageProducer producer = session.createProducer(queue);
    Message message = session.createMessage();
    QueueReceiver consumer = (QueueReceiver) session.createConsumer(queue);

    session.close();

    assertClosed(
        Stream.concat(settersAndGetters(producer), Stream.of(() -> producer.send(message))));
    assertClosed(callsOf(consumer));
    producer.close();
    consumer.close();
  }

  private static Stream<ThrowingCallable> settersAndGetters(MessageProducer producer) {
    return Stream.of(
        producer::getDestination,
        producer::getPriority,
        () -> producer.setPriority(1),
        producer::getTimeToLive,
        () -> producer.setTimeToLive(1),
        producer::getDeliveryMode,
        () -> producer.setDeliveryMode(1),
        producer::getDeliveryDelay,
        () -> producer.setDeliveryDelay(0),
        producer::getDisableMessageID,
        () -> producer.setDisableMessageID(true),
        producer::getDisableMessageTimestamp,
        () -> producer.setDisableMessageTimestamp(true),
        () -> producer.send((Message) null, (CompletionListener) null));
  }

  @Test
  void everyMethodOfAClosedConsumerIsRefused() throws Exception {
    QueueReceiver consumer = (QueueReceiver) rig.autoSession().createConsumer(rig.newQueue());

    consumer.close();
    consumer.close();

    assertClosed(callsOf(consumer));
  }

  private static Stream<ThrowingCallable> callsOf(QueueReceiver consumer) {
    return Stream.of(
        consumer::receive,
        () -> consumer.receive(1),
        consumer::receiveNoWait,
        consumer::getMessageListener,
        () -> consumer.setMessageListener(message -> {}),
        consumer::getMessageSelector,
        consumer::getQueue);
  }

  @Test
  void blockedReceiveReturnsNullWhenItsConsumerIsClosed() throws Exception {
    MessageConsumer consumer = rig.autoSession().createConsumer(rig.newQueue());

    assertThat(receivedWhile(consumer, consumer::close)).isNull();
  }

  @Test
  void blockedReceiveReturnsNullWhenItsSessionIsClosed() throws Exception {
    Session session = rig.autoSession();
    MessageConsumer consumer = session.createConsumer(rig.newQueue());

    assertThat(receivedWhile(consumer, session::close)).isNull();
  }

  @Test
  void blockedReceiveReturnsNullWhenItsConnectionIsClosed() throws Exception {
    Connection connection = rig.connect();
    MessageConsumer consumer = connection.createSession().createConsumer(rig.newQueue());

    assertThat(receivedWhile(consumer, connection::close)).isNull();
  }

  @Test
  void blockedReceiveReturnsNullWhenItsFactoryIsClosed() throws Exception {
    TabellaConnectionFactory factory = rig.newFactory();
    MessageConsumer consumer = rig.connect(factory).createSession().createConsumer(rig.newQueue());

    assertThat(receivedWhile(consumer, factory::close)).isNull();
  }

  private interface Step {
    void take() throws Exception;
  }

  /** What a receive returns that is blocked when a step is taken. */
  private static @Nullable Message receivedWhile(MessageConsumer consumer, Step step)
      throws Exception {
    Blocked<@Nullable Message> received = Blocked.in(consumer::receive);
    step.take();
    return received.result();
  }

  @Test
  void stoppedConnectionDeliversNothingUntilItIsStartedAgain() throws Exception {
    Queue queue = rig.newQueue();
    Connection connection = rig.connect();
    MessageConsumer consumer = connection.createSession().createConsumer(queue);

    connection.stop();
    connection.stop();
    rig.send(queue, "a");
    Message whileStopped = consumer.receiveNoWait();
    Message timed = consumer.receive(20);
    connection.start();
    connection.start();

    assertThat(whileStopped).isNull();
    assertThat(timed).isNull();
    assertThat(Rig.text(Rig.receive(consumer))).isEqualTo("a");
  }

  @Test
  void stoppedConnectionSends() throws Exception {
    Queue queue = rig.newQueue();
    Connection connection = rig.connect();
    Session session = connection.createSession();

    connection.stop();
    Rig.send(session, queue, "a");

    assertThat(rig.drain(queue)).containsExactly("a");
  }

  @Test
  void blockedReceiveGetsItsMessageOnceTheConnectionIsStarted() throws Exception {
    Queue queue = rig.newQueue();
    rig.send(queue, "a");
    Connection connection = rig.connect();
    connection.stop();
    MessageConsumer consumer = connection.createSession().createConsumer(queue);

    assertThat(Rig.text(receivedWhile(consumer, connection::start))).isEqualTo("a");
  }

  @Test
  void whatAClosedConsumerHeldIsThereForOthersAtOnce() throws Exception {
    Queue queue = rig.newQueue();
    rig.send(queue, "a", "b", "c");
    try (TabellaConnectionFactory otherNode = rig.newFactory()) {
      MessageConsumer other = rig.connect(otherNode).createSession().createConsumer(queue);
      MessageConsumer consumer = rig.autoSession().createConsumer(queue);
      Rig.receive(consumer);

      consumer.close();

      List<@Nullable String> texts = new ArrayList<>();
      texts.add(Rig.text(Rig.receive(other)));
      texts.add(Rig.text(Rig.receive(other)));
      assertThat(texts).containsExactly("b", "c");
      rig.closeConnections();
    }
  }

  @Test
  void closingFromHundredsOfThreadsAtOnceIsSafe() throws Exception {
    Queue queue = rig.newQueue();
    ExecutorService threads = Executors.newFixedThreadPool(50);
    try {
      for (int round = 0; round < 10; round++) {
        closeFromManyThreads(queue, threads);
      }
    } finally {
      threads.shutdown();
    }
    assertThat(threads.awaitTermination(Rig.LONG, TimeUnit.MILLISECONDS)).isTrue();
  }

  private void closeFromManyThreads(Queue queue, ExecutorService threads) throws Exception {
    rig.send(queue, "a", "b", "c");
    Connection connection = rig.connect();
    Session listening = connection.createSession(Session.SESSION_TRANSACTED);
    MessageConsumer consumer = listening.createConsumer(queue);
    consumer.setMessageListener(message -> {});
    Session sending = connection.createSession();
    MessageProducer producer = sending.createProducer(queue);
    List<AutoCloseable> all = List.of(consumer, producer, listening, sending, connection);
    CountDownLatch go = new CountDownLatch(1);
    List<Future<?>> closers = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      AutoCloseable mine = all.get(i % all.size());
      closers.add(
          threads.submit(
              () -> {
                go.await();
                mine.close();
                return mine;
              }));
    }
    go.countDown();
    for (Future<?> closer : closers) {
      closer.get(Rig.LONG, TimeUnit.MILLISECONDS);
    }
  }

  @Test
  void connectionForEachSendKeepsTheNode() throws Exception {
    Queue queue = rig.newQueue();
    rig.closeConnections();
    rig.send(queue, "a");
    long node = rig.ask("SELECT MAX(id) FROM tabella_node");
    assertThat(node).isPositive();

    for (int i = 0; i < 20; i++) {
      rig.send(queue, "b");
    }

    assertThat(rig.ask("SELECT MAX(id) FROM tabella_node")).isEqualTo(node);
  }

  @Test
  void factoryThatDoesNotLingerLeavesWithItsLastConnection() throws Exception {
    try (TabellaConnectionFactory factory = rig.newFactory()) {
      factory.setLingerMillis(0);
      factory.setNodeName("does not linger");
      Connection first = factory.createConnection();
      Connection second = factory.createConnection();

      first.close();
      long whileUsed = nodesThatDoNotLinger();
      second.close();

      assertThat(whileUsed).isEqualTo(1);
      assertThat(nodesThatDoNotLinger()).isZero();
    }
  }

  private long nodesThatDoNotLinger() throws Exception {
    return rig.ask("SELECT COUNT(*) FROM tabella_node WHERE name = 'does not linger'");
  }

  @Test
  void closingTheFactoryClosesItsConnections() throws Exception {
    TabellaConnectionFactory factory = rig.newFactory();
    Connection connection = factory.createConnection();

    factory.close();

    assertThatThrownBy(connection::createSession).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(factory::createConnection).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void sessionMadeWhileItsConnectionClosesIsClosedWithIt() throws Exception {
    for (int round = 0; round < 50; round++) {
      Connection connection = rig.connect();
      connection.createSession();
      CountDownLatch making = new CountDownLatch(1);
      List<Session> made = new ArrayList<>();
      Future<?> maker =
          CompletableFuture.runAsync(
              () -> {
                making.countDown();
                makeSessionsUntilRefused(connection, made);
              });
      assertThat(making.await(Rig.LONG, TimeUnit.MILLISECONDS)).isTrue();

      connection.close();

      maker.get(Rig.LONG, TimeUnit.MILLISECONDS);
      for (Session session : made) {
        assertThatThrownBy(session::createMessage).isInstanceOf(IllegalStateException.class);
      }
    }
  }

  private static void makeSessionsUntilRefused(Connection connection, List<Session> made) {
    try {
      while (made.size() < 1_000) {
        made.add(connection.createSession());
      }
    } catch (IllegalStateException e) {
      // The connection is closed.
    } catch (JMSException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void closedConnectionRollsBackAndAcknowledgesNothing() throws Exception {
    Queue queue = rig.newQueue();
    Queue other = rig.newQueue();
    rig.send(queue, "a", "b");
    Connection connection = rig.connect();
    Session transacted = connection.createSession(Session.SESSION_TRANSACTED);
    Session client = connection.createSession(Session.CLIENT_ACKNOWLEDGE);
    Message first = Rig.receive(transacted.createConsumer(queue));
    Message second = Rig.receive(client.createConsumer(queue));
    Rig.send(transacted, other, "never");

    connection.close();

    for (Message message : List.of(first, second)) {
      assertThatThrownBy(message::acknowledge).isExactlyInstanceOf(IllegalStateException.class);
    }
    assertThat(List.of(first.getBody(String.class), second.getBody(String.class)))
        .containsExactly("a", "b");
    assertThat(rig.drain(queue)).containsExactly("a", "b");
    assertThat(rig.drain(other)).isEmpty();
  }
}
