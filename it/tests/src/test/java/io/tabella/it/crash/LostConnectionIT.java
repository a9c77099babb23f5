package io.tabella.it.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.tabella.it.crash.proxy.CutPoint;
import io.tabella.it.crash.proxy.CutPoint.AroundCommit;
import io.tabella.it.crash.proxy.CuttingProxy;
import io.tabella.it.kit.Databases;
import io.tabella.it.kit.TestDatabase;
import io.tabella.jms.TabellaConnectionFactory;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The connection to the database is cut at a chosen packet; this JVM is the node that suffers. */
class LostConnectionIT {

  private static final String SEND = "INSERT INTO tabella_queue_entry";
  private static final String ACKNOWLEDGEMENT = "DELETE FROM tabella_queue_entry";
  private static final String CLAIM = "UPDATE tabella_queue_entry SET owner";
  private static final AtomicInteger QUEUES = new AtomicInteger();
  private static final int SERVER_PACKETS = 60;
  private static final long LONG_MILLIS = 30_000;

  /** The node behind the proxy, and another one that is not. */
  private static CuttingProxy proxy;

  private static Cluster cluster;
  private static TabellaConnectionFactory factory;

  private final String orders = "orders-" + QUEUES.incrementAndGet();
  private final String invoices = "invoices-" + QUEUES.get();

  @BeforeAll
  static void startProxy() throws Exception {
    TestDatabase database = Databases.MYSQL.create("lost_connection");
    cluster = new Cluster(database);
    proxy = CuttingProxy.to(database.jdbcUrl());
    String jdbcUrl = proxy.through(database.jdbcUrl());
    factory =
        new TabellaConnectionFactory(
            Cluster.urlOf(
                new TestDatabase(jdbcUrl, database.user(), database.password(), () -> {}),
                "lingerMillis=60000"));
    Client.open(Session.AUTO_ACKNOWLEDGE).close();
  }

  @AfterAll
  static void closeProxy() throws Exception {
    factory.close();
    proxy.close();
    cluster.close();
  }

  /** What an application has of the node behind the proxy. */
  private record Client(Connection connection, Session session) implements AutoCloseable {

    static Client open(int mode) throws JMSException {
      Connection connection = factory.createConnection();
      connection.start();
      return new Client(connection, connection.createSession(mode));
    }

    MessageConsumer consumer(String queue) throws JMSException {
      return session.createConsumer(session.createQueue(queue));
    }

    MessageProducer producer(String queue) throws JMSException {
      return session.createProducer(session.createQueue(queue));
    }

    void send(MessageProducer producer, String text) throws JMSException {
      producer.send(session.createTextMessage(text));
    }

    @Override
    public void close() throws JMSException {
      connection.close();
    }
  }

  @ParameterizedTest
  @EnumSource
  void sendThatReturnedIsThereOnce(AroundCommit where) throws Exception {
    try (Client client = Client.open(Session.AUTO_ACKNOWLEDGE);
        MessageProducer producer = client.producer(orders)) {
      proxy.next(CutPoint.at(where, SEND));
      client.send(producer, "once");
      assertThat(proxy.hasCut()).isTrue();
      assertThat(cluster.drain(orders)).containsExactly("once");
      assertThat(cluster.storedIn(orders)).isZero();
    }
  }

  @ParameterizedTest
  @EnumSource
  void commitThatReturnedHasAcknowledgedAndSent(AroundCommit where) throws Exception {
    cluster.send(orders, 3);
    try (Client client = Client.open(Session.SESSION_TRANSACTED);
        MessageConsumer consumer = client.consumer(orders);
        MessageProducer producer = client.producer(invoices)) {
      for (int i = 0; i < 3; i++) {
        client.send(producer, textOf(receive(consumer)));
      }
      proxy.next(CutPoint.at(where, ACKNOWLEDGEMENT));
      client.session().commit();
      assertThat(proxy.hasCut()).isTrue();
    }
    assertThat(cluster.storedIn(orders)).isZero();
    assertThat(cluster.drain(invoices)).containsExactly("0", "1", "2");
    assertThat(cluster.storedIn(invoices)).isZero();
  }

  @ParameterizedTest
  @EnumSource
  void messageAutomaticallyAcknowledgedDoesNotComeAgain(AroundCommit where) throws Exception {
    cluster.send(orders, 1);
    try (Client client = Client.open(Session.AUTO_ACKNOWLEDGE);
        MessageConsumer consumer = client.consumer(orders)) {
      proxy.next(CutPoint.at(where, ACKNOWLEDGEMENT));
      assertThat(textOf(receive(consumer))).isEqualTo("0");
    }
    assertThat(proxy.hasCut()).isTrue();
    assertThat(cluster.storedIn(orders)).isZero();
  }

  @ParameterizedTest
  @EnumSource
  void claimedMessagesAreDeliveredOnceAndUncounted(AroundCommit where) throws Exception {
    List<String> sent = cluster.send(orders, 5);
    proxy.next(CutPoint.at(where, CLAIM));
    List<String> received = new ArrayList<>();
    try (Client client = Client.open(Session.SESSION_TRANSACTED);
        MessageConsumer consumer = client.consumer(orders)) {
      for (int i = 0; i < sent.size(); i++) {
        Message message = receive(consumer);
        assertThat(message.getJMSRedelivered()).isFalse();
        received.add(textOf(message));
      }
      client.session().commit();
    }
    assertThat(proxy.hasCut()).isTrue();
    assertThat(received).containsExactlyElementsOf(sent);
    assertThat(cluster.storedIn(orders)).isZero();
  }

  /** Whatever the server was answering: a claim, a send, a heartbeat. First with nothing lost. */
  @Test
  void nothingIsLostOrDoubledWhicheverAnswerIsLost() throws Exception {
    for (int packet = 0; packet <= SERVER_PACKETS; packet++) {
      List<String> remote = cluster.send(orders, 2);
      proxy.next(CutPoint.atServerPacket(packet));
      try (Client client = Client.open(Session.SESSION_TRANSACTED);
          MessageConsumer fromOrders = client.consumer(orders);
          MessageConsumer fromInvoices = client.consumer(invoices);
          MessageProducer producer = client.producer(invoices)) {
        for (String expected : remote) {
          assertThat(textOf(receive(fromOrders))).isEqualTo(expected);
          client.send(producer, expected);
        }
        client.session().commit();
        for (String expected : remote) {
          assertThat(textOf(receive(fromInvoices))).isEqualTo(expected);
        }
        client.session().commit();
        assertThat(fromInvoices.receiveNoWait()).as("cut at packet %s", packet).isNull();
      }
      assertThat(cluster.storedIn(orders)).as("cut at packet %s", packet).isZero();
      assertThat(cluster.storedIn(invoices)).as("cut at packet %s", packet).isZero();
    }
  }

  private static Message receive(MessageConsumer consumer) throws JMSException {
    Message message = consumer.receive(LONG_MILLIS);
    assertThat(message).as("a message that is there").isNotNull();
    return message;
  }

  private static String textOf(Message message) throws JMSException {
    return message.getBody(String.class);
  }
}
