package io.tabella.it.jms;

import static org.assertj.core.api.Assertions.assertThat;

import io.tabella.jms.TabellaConnectionFactory;
import jakarta.jms.Connection;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.QueueBrowser;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.lang.reflect.Proxy;
import java.sql.SQLException;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** What the provider tells of a message, its sender and its delivery. 3.5.9 of Messaging 3.1. */
final class JmsxPropertiesTest extends JmsBehaviour {

  private static final String USER = "JMSXUserID";
  private static final String APPLICATION = "JMSXAppID";
  private static final String SENT_IN = "JMSXProducerTXID";
  private static final String RECEIVED_IN = "JMSXConsumerTXID";
  private static final String RECEIVED_AT = "JMSXRcvTimestamp";

  /** One whose messages say who has sent them. */
  private TabellaConnectionFactory telling() {
    TabellaConnectionFactory factory = rig.newFactory();
    factory.setPopulateUserId(true);
    factory.setApplicationId("billing");
    factory.setPopulateTransactionId(true);
    return factory;
  }

  private static List<String> names(Connection connection) throws JMSException {
    return names(connection.getMetaData().getJMSXPropertyNames());
  }

  private static List<String> names(Message message) throws JMSException {
    return names(message.getPropertyNames());
  }

  private static List<String> names(Enumeration<?> names) {
    return Collections.list(names).stream().map(String.class::cast).toList();
  }

  private static TextMessage send(Session session, Queue queue) throws JMSException {
    TextMessage message = session.createTextMessage("text");
    send(session, queue, message);
    return message;
  }

  private static void send(Session session, Queue queue, Message message) throws JMSException {
    try (MessageProducer producer = session.createProducer(queue)) {
      producer.send(message);
    }
  }

  private Message receive(Queue queue) throws JMSException {
    try (Session session = rig.autoSession()) {
      return Rig.receive(session.createConsumer(queue));
    }
  }

  // The delivery.

  @Test
  void consumedMessageTellsWhenItWasDelivered() throws Exception {
    Queue queue = rig.newQueue();
    Session session = rig.autoSession();
    send(session, queue);
    long later = send(session, queue).getJMSTimestamp();
    MessageConsumer consumer = session.createConsumer(queue);
    Message first = Rig.receive(consumer);
    assertThat(first.getObjectProperty(RECEIVED_AT)).isInstanceOf(Long.class);
    assertThat(first.getLongProperty(RECEIVED_AT)).isGreaterThanOrEqualTo(later);
    assertThat(Rig.receive(consumer).getLongProperty(RECEIVED_AT))
        .isGreaterThanOrEqualTo(first.getLongProperty(RECEIVED_AT));
    assertThat(names(first)).containsExactlyInAnyOrder("JMSXDeliveryCount", RECEIVED_AT);
  }

  @Test
  void browsedMessageIsNotReceived() throws Exception {
    Queue queue = rig.newQueue();
    Session session = rig.transactedSession();
    send(session, queue);
    session.commit();
    try (QueueBrowser browser = session.createBrowser(queue)) {
      Message seen = (Message) browser.getEnumeration().nextElement();
      assertThat(seen.propertyExists(RECEIVED_AT)).isFalse();
      assertThat(seen.propertyExists(RECEIVED_IN)).isFalse();
    }
  }

  @Test
  void consumedMessageTellsItsTransaction() throws Exception {
    Queue queue = rig.newQueue();
    rig.send(queue, "a", "b", "c");
    Session session = rig.transactedSession();
    MessageConsumer consumer = session.createConsumer(queue);
    String first = Rig.receive(consumer).getStringProperty(RECEIVED_IN);
    assertThat(first).isNotEmpty();
    assertThat(Rig.receive(consumer).getStringProperty(RECEIVED_IN)).isEqualTo(first);
    session.commit();
    String second = Rig.receive(consumer).getStringProperty(RECEIVED_IN);
    session.rollback();
    String third = Rig.receive(consumer).getStringProperty(RECEIVED_IN);
    assertThat(List.of(first, second, third)).doesNotHaveDuplicates();
    Session other = rig.transactedSession();
    session.rollback();
    session.close();
    assertThat(Rig.receive(other.createConsumer(queue)).getStringProperty(RECEIVED_IN))
        .isNotIn(first, second, third);
  }

  @Test
  void listenerOfATransactedSessionSeesItsTransaction() throws Exception {
    Queue queue = rig.newQueue();
    rig.send(queue, "a", "b");
    List<String> transactions = new CopyOnWriteArrayList<>();
    CountDownLatch both = new CountDownLatch(2);
    Session session = rig.transactedSession();
    session
        .createConsumer(queue)
        .setMessageListener(
            Listeners.checked(
                message -> {
                  transactions.add(message.getStringProperty(RECEIVED_IN));
                  session.commit();
                  both.countDown();
                }));
    assertThat(both.await(Rig.LONG, TimeUnit.MILLISECONDS)).isTrue();
    assertThat(transactions).doesNotContainNull().doesNotHaveDuplicates();
  }

  @Test
  void messageConsumedOutsideATransactionTellsNone() throws Exception {
    Queue queue = rig.newQueue();
    rig.send(queue, "a");
    assertThat(receive(queue).propertyExists(RECEIVED_IN)).isFalse();
  }

  // The sender.

  @Test
  void nothingIsSaidAboutTheSenderUnlessAskedFor() throws Exception {
    Queue queue = rig.newQueue();
    Session session = rig.transactedSession();
    TextMessage sent = send(session, queue);
    session.commit();
    assertThat(names(sent)).isEmpty();
    assertThat(
            rig.ask(
                "SELECT COUNT(*) FROM tabella_queue_entry e JOIN tabella_destination d ON d.id ="
                    + " e.queue WHERE e.properties IS NULL AND d.name = '"
                    + queue.getQueueName()
                    + "'"))
        .isEqualTo(1);
    Message received = receive(queue);
    assertThat(names(received)).containsExactlyInAnyOrder("JMSXDeliveryCount", RECEIVED_AT);
  }

  @Test
  void senderAndReceiverSeeWhoHasSent() throws Exception {
    Queue queue = rig.newQueue();
    try (TabellaConnectionFactory factory = telling()) {
      Session session = rig.connect(factory).createSession(Session.SESSION_TRANSACTED);
      TextMessage sent = send(session, queue);
      session.commit();
      for (Message message : List.of(sent, receive(queue))) {
        assertThat(message.getObjectProperty(USER)).isEqualTo(rig.database().user());
        assertThat(message.getObjectProperty(APPLICATION)).isEqualTo("billing");
        assertThat(message.getStringProperty(SENT_IN)).isNotEmpty();
      }
      rig.closeConnections();
    }
  }

  @Test
  void metadataNamesWhatMessagesOfTheConnectionSay() throws Exception {
    List<String> always =
        List.of("JMSXGroupID", "JMSXGroupSeq", "JMSXDeliveryCount", RECEIVED_AT, RECEIVED_IN);
    assertThat(names(rig.connect())).isEqualTo(always);
    try (TabellaConnectionFactory factory = telling()) {
      assertThat(names(rig.connect(factory)))
          .containsAll(always)
          .contains(USER, APPLICATION, SENT_IN)
          .hasSize(8);
      rig.closeConnections();
    }
    try (TabellaConnectionFactory factory = rig.newFactory()) {
      factory.setApplicationId("billing");
      assertThat(names(rig.connect(factory)).toString())
          .contains(APPLICATION)
          .doesNotContain(USER, SENT_IN);
      rig.closeConnections();
    }
  }

  @Test
  void sentMessagesOfATransactionTellItsId() throws Exception {
    Queue queue = rig.newQueue();
    Queue replies = rig.newQueue();
    try (TabellaConnectionFactory factory = telling()) {
      Session session = rig.connect(factory).createSession(Session.SESSION_TRANSACTED);
      rig.send(queue, "request");
      String consumed = Rig.receive(session.createConsumer(queue)).getStringProperty(RECEIVED_IN);
      String first = send(session, replies).getStringProperty(SENT_IN);
      TextMessage again = send(session, replies);
      assertThat(first).isEqualTo(consumed).isEqualTo(again.getStringProperty(SENT_IN));
      session.commit();
      send(session, replies, again);
      assertThat(again.getStringProperty(SENT_IN)).isNotEqualTo(first);
      session.commit();
      Session auto = rig.connect(factory).createSession();
      send(auto, replies, again);
      assertThat(again.propertyExists(SENT_IN)).isFalse();
      MessageConsumer consumer = auto.createConsumer(replies);
      assertThat(Rig.receive(consumer).getStringProperty(SENT_IN)).isEqualTo(first);
      assertThat(Rig.receive(consumer).getStringProperty(SENT_IN)).isEqualTo(first);
      assertThat(Rig.receive(consumer).getStringProperty(SENT_IN)).isNotEqualTo(first);
      assertThat(Rig.receive(consumer).propertyExists(SENT_IN)).isFalse();
      rig.closeConnections();
    }
  }

  @Test
  void loginThatTheDatabaseKnowsIsToldWhereTheFactoryHasNone() throws Exception {
    Queue queue = rig.newQueue();
    String user;
    try (java.sql.Connection connection = rig.database().connect()) {
      user = connection.getMetaData().getUserName();
    }
    try (TabellaConnectionFactory factory = new TabellaConnectionFactory(dataSource())) {
      factory.setPopulateUserId(true);
      send(rig.connect(factory).createSession(), queue);
      assertThat(receive(queue).getStringProperty(USER)).isEqualTo(user).isNotEmpty();
      rig.closeConnections();
    }
  }

  private DataSource dataSource() {
    return (DataSource)
        Proxy.newProxyInstance(
            JmsxPropertiesTest.class.getClassLoader(),
            new Class<?>[] {DataSource.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("getConnection")) {
                return rig.database().connect();
              }
              throw new SQLException(method.getName() + " is not for this test");
            });
  }

  @Test
  void applicationCannotTellAnotherSender() throws Exception {
    Queue queue = rig.newQueue();
    try (TabellaConnectionFactory factory = telling()) {
      Session session = rig.connect(factory).createSession();
      TextMessage forged = session.createTextMessage("forged");
      forged.setStringProperty(USER, "root");
      forged.setStringProperty(APPLICATION, "payroll");
      forged.setStringProperty(SENT_IN, "TX:1-1");
      send(session, queue, forged);
      assertThat(forged.getStringProperty(USER)).isEqualTo(rig.database().user());
      try (JMSContext context = factory.createContext()) {
        context.createProducer().setProperty(USER, "root").send(queue, "forged");
      }
      for (int i = 0; i < 2; i++) {
        Message received = receive(queue);
        assertThat(received.getStringProperty(USER)).isEqualTo(rig.database().user());
        assertThat(received.getStringProperty(APPLICATION)).isEqualTo("billing");
        assertThat(received.propertyExists(SENT_IN)).isFalse();
      }
      rig.closeConnections();
    }
  }

  @Test
  void applicationCannotTellASenderWhereNoneIsTold() throws Exception {
    Queue queue = rig.newQueue();
    Session session = rig.autoSession();
    TextMessage forged = session.createTextMessage("forged");
    forged.setStringProperty(USER, "root");
    send(session, queue, forged);
    assertThat(forged.propertyExists(USER)).isFalse();
    assertThat(receive(queue).propertyExists(USER)).isFalse();
  }

  @Test
  void forwardedMessageTellsWhoForwardsIt() throws Exception {
    Queue queue = rig.newQueue();
    Queue next = rig.newQueue();
    try (TabellaConnectionFactory factory = telling()) {
      send(rig.connect(factory).createSession(Session.SESSION_TRANSACTED), queue);
      send(rig.connect(factory).createSession(), queue);
      Message received = receive(queue);
      assertThat(received.propertyExists(APPLICATION)).isTrue();
      send(rig.autoSession(), next, received);
      assertThat(receive(next).propertyExists(APPLICATION)).isFalse();
      rig.closeConnections();
    }
  }

  @Test
  void anotherProvidersMessageTellsItsSenderToo() throws Exception {
    Queue queue = rig.newQueue();
    try (TabellaConnectionFactory factory = telling()) {
      send(rig.connect(factory).createSession(), queue, new ForeignText("theirs").message());
      Message received = receive(queue);
      assertThat(Rig.text(received)).isEqualTo("theirs");
      assertThat(received.getStringProperty(USER)).isEqualTo(rig.database().user());
      rig.closeConnections();
    }
  }

  @Test
  void selectorFindsTheMessagesOfASender() throws Exception {
    Queue queue = rig.newQueue();
    rig.send(queue, "of nobody");
    try (TabellaConnectionFactory factory = telling()) {
      send(rig.connect(factory).createSession(), queue);
      Session session = rig.autoSession();
      String selector = USER + " = '" + rig.database().user() + "'";
      assertThat(Rig.text(Rig.receive(session.createConsumer(queue, selector)))).isEqualTo("text");
      MessageConsumer rest = session.createConsumer(queue, USER + " IS NULL");
      assertThat(Rig.text(Rig.receive(rest))).isEqualTo("of nobody");
      rig.closeConnections();
    }
  }
}
