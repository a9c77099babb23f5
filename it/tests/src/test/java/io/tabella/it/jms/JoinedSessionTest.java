package io.tabella.it.jms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tabella.extension.TabellaProperties;
import io.tabella.it.kit.TestDatabase;
import io.tabella.jms.TabellaConnectionFactory;
import jakarta.jms.DeliveryMode;
import jakarta.jms.IllegalStateRuntimeException;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Queue;
import jakarta.jms.QueueBrowser;
import jakarta.jms.ResourceAllocationRuntimeException;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import jakarta.jms.Topic;
import jakarta.jms.TransactionInProgressRuntimeException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is sent and received in the transaction of the caller's own connection. */
class JoinedSessionTest extends JmsBehaviour {

  @SuppressWarnings("NullAway.Init") // made before each test
  private Connection database;

  @SuppressWarnings("NullAway.Init") // made before each test
  private JMSContext context;

  @SuppressWarnings("NullAway.Init") // made before each test
  private Queue queue;

  @BeforeEach
  void begin() throws Exception {
    database = rig.database().connect();
    try (Statement statement = database.createStatement()) {
      statement.execute("CREATE TABLE IF NOT EXISTS bill (id INT PRIMARY KEY)");
      statement.execute("DELETE FROM bill");
    }
    database.setAutoCommit(false);
    queue = rig.newQueue();
    context = rig.factory().createContext(database);
  }

  @AfterEach
  void end() throws Exception {
    context.close();
    if (!database.isClosed()) {
      database.rollback();
      database.close();
    }
  }

  private void bill(int id) throws SQLException {
    try (Statement statement = database.createStatement()) {
      statement.executeUpdate("INSERT INTO bill (id) VALUES (" + id + ")");
    }
  }

  private long bills() throws SQLException {
    return rig.ask("SELECT COUNT(*) FROM bill");
  }

  private long entries() throws SQLException, JMSException {
    return rig.ask(
        "SELECT COUNT(*) FROM tabella_queue_entry WHERE queue = (SELECT id FROM tabella_destination"
            + " WHERE name = '"
            + queue.getQueueName()
            + "')");
  }

  private void send(String... texts) {
    for (String text : texts) {
      context.createProducer().send(queue, text);
    }
  }

  // Queues.

  @Test
  void sentMessageIsThereWhenTheCallerCommits() throws Exception {
    send("one");
    bill(1);
    assertThat(rig.drain(queue)).isEmpty();

    database.commit();

    assertThat(rig.drain(queue)).containsExactly("one");
    assertThat(bills()).isOne();
  }

  @Test
  void sentMessageNeverWasWhenTheCallerRollsBack() throws Exception {
    send("one");
    bill(1);

    database.rollback();

    send("two");
    database.commit();
    assertThat(rig.drain(queue)).containsExactly("two");
    assertThat(bills()).isZero();
  }

  @Test
  void waitingConsumerGetsWhatWasCommitted() throws Exception {
    try (JMSContext other = rig.factory().createContext()) {
      JMSConsumer consumer = other.createConsumer(queue);
      assertThat(consumer.receive(100)).isNull();
      send("one", "two");
      database.commit();
      assertThat(Rig.text(Rig.receive(consumer))).isEqualTo("one");
      assertThat(Rig.text(Rig.receive(consumer))).isEqualTo("two");
    }
  }

  @Test
  void receivedMessageIsGoneWhenTheCallerCommits() throws Exception {
    rig.send(queue, "one", "two");
    JMSConsumer consumer = context.createConsumer(queue);
    assertThat(Rig.text(Rig.receive(consumer))).isEqualTo("one");
    bill(1);
    database.commit();
    assertThat(consumer.receiveBody(String.class, Rig.LONG)).isEqualTo("two");
    database.commit();

    assertThat(entries()).isZero();
    assertThat(bills()).isOne();
  }

  @Test
  void receivedMessageComesAgainCountedWhenTheCallerRollsBack() throws Exception {
    rig.send(queue, "one", "two");
    JMSConsumer consumer = context.createConsumer(queue);
    for (int count = 1; count <= 3; count++) {
      Message one = Rig.receive(consumer);
      assertThat(Rig.text(one)).isEqualTo("one");
      assertThat(Rig.count(one)).isEqualTo(count);
      assertThat(one.getJMSRedelivered()).isEqualTo(count > 1);
      assertThat(Rig.text(Rig.receive(consumer))).isEqualTo("two");
      bill(count);
      database.rollback();
      awaitDecided();
    }
    assertThat(Rig.text(Rig.receive(consumer))).isEqualTo("one");
    database.commit();
    assertThat(bills()).isZero();
  }

  /** Until nothing is held any more that is not in a buffer, which nothing tells from outside. */
  private static void awaitDecided() throws InterruptedException {
    Thread.sleep(300);
  }

  @Test
  void messageThatIsRolledBackTooOftenIsDead() throws Exception {
    rig.send(queue, "poison");
    JMSConsumer consumer = context.createConsumer(queue);
    for (int i = 0; i < 10; i++) {
      assertThat(Rig.text(Rig.receive(consumer))).isEqualTo("poison");
      database.rollback();
    }
    Queue dead = context.createQueue("DLQ");
    try (JMSContext other = rig.factory().createContext()) {
      Message message = Rig.receive(other.createConsumer(dead));
      assertThat(message.getStringProperty("JMS_TABELLA_deadLetterReason")).contains("rolled back");
    }
    assertThat(consumer.receiveNoWait()).isNull();
  }

  @Test
  void replyAndReceivedMessageAndRowAreOneTransaction() throws Exception {
    Queue replies = rig.newQueue();
    rig.send(queue, "1", "2");
    JMSConsumer consumer = context.createConsumer(queue);
    for (String expected : List.of("1", "2")) {
      String text = consumer.receiveBody(String.class, Rig.LONG);
      assertThat(text).isEqualTo(expected);
      bill(Integer.parseInt(text));
      context.createProducer().send(replies, "billed " + text);
      database.commit();
    }
    assertThat(rig.drain(replies)).containsExactly("billed 1", "billed 2");
    assertThat(bills()).isEqualTo(2);
    assertThat(entries()).isZero();
  }

  @Test
  void contextThatIsClosedLeavesItsMessagesToTheTransaction() throws Exception {
    rig.send(queue, "one", "two");
    assertThat(Rig.text(Rig.receive(context.createConsumer(queue)))).isEqualTo("one");
    send("three");
    context.close();
    database.commit();
    context = rig.factory().createContext(database);
    JMSConsumer consumer = context.createConsumer(queue);
    assertThat(Rig.text(Rig.receive(consumer))).isEqualTo("two");
    context.close();

    database.rollback();

    context = rig.factory().createContext(database);
    List<String> left = new ArrayList<>();
    JMSConsumer successor = context.createConsumer(queue);
    left.add(successor.receiveBody(String.class, Rig.LONG));
    left.add(successor.receiveBody(String.class, Rig.LONG));
    database.commit();
    assertThat(left).containsExactlyInAnyOrder("two", "three");
  }

  @Test
  void factoryThatIsClosedLeavesItsMessagesToTheTransaction() throws Exception {
    rig.send(queue, "one", "two");
    try (TabellaConnectionFactory other = rig.newFactory()) {
      other.setLeaseMillis(1_000);
      other.setHeartbeatMillis(100);
      JMSContext short1 = other.createContext(database);
      assertThat(Rig.text(Rig.receive(short1.createConsumer(queue)))).isEqualTo("one");
      bill(1);
      short1.close();
    }
    database.commit();
    try (JMSContext reader = rig.factory().createContext()) {
      assertThat(Rig.text(Rig.receive(reader.createConsumer(queue)))).isEqualTo("two");
    }
    assertThat(bills()).isOne();
    awaitReaped();
  }

  @Test
  void browserLooksWithoutTheTransaction() throws Exception {
    rig.send(queue, "one");
    send("mine");
    try (QueueBrowser browser = context.createBrowser(queue)) {
      Enumeration<?> seen = browser.getEnumeration();
      assertThat(Rig.text((Message) seen.nextElement())).isEqualTo("one");
      assertThat(seen.hasMoreElements()).isFalse();
    }
  }

  @Test
  void nonPersistentMessagesAreOfTheTransactionToo() throws Exception {
    JMSConsumer consumer = context.createConsumer(queue);
    assertThat(consumer.receiveNoWait()).isNull();
    try (JMSContext other = rig.factory().createContext()) {
      other.createProducer().setDeliveryMode(DeliveryMode.NON_PERSISTENT).send(queue, "light");
    }
    assertThat(Rig.text(Rig.receive(consumer))).isEqualTo("light");
    database.rollback();
    Message again = Rig.receive(consumer);
    assertThat(Rig.text(again)).isEqualTo("light");
    assertThat(Rig.count(again)).isEqualTo(2);
    database.commit();

    context.createProducer().setDeliveryMode(DeliveryMode.NON_PERSISTENT).send(queue, "mine");
    database.commit();
    assertThat(Rig.text(Rig.receive(consumer))).isEqualTo("mine");
    database.commit();
  }

  @Test
  void largeBodiesGoWithTheTransaction() throws Exception {
    String large = "x".repeat(300_000);
    send(large, "small");
    database.commit();
    JMSConsumer consumer = context.createConsumer(queue);
    assertThat(consumer.receiveBody(String.class, Rig.LONG)).isEqualTo(large);
    database.rollback();
    awaitDecided();
    assertThat(consumer.receiveBody(String.class, Rig.LONG)).isEqualTo(large);
    // Others are not held up, whatever the transaction has locked.
    rig.send(queue, large);
    database.commit();
    assertThat(consumer.receiveBody(String.class, Rig.LONG)).isEqualTo("small");
    assertThat(consumer.receiveBody(String.class, Rig.LONG)).isEqualTo(large);
    database.commit();
    assertThat(rig.ask("SELECT COUNT(*) FROM tabella_content")).isZero();
  }

  @Test
  void openTransactionHoldsUpNobody() throws Exception {
    rig.send(queue, "one", "two");
    JMSConsumer consumer = context.createConsumer(queue);
    assertThat(Rig.text(Rig.receive(consumer))).isEqualTo("one");
    send("mine");

    try (JMSContext other = rig.factory().createContext(JMSContext.SESSION_TRANSACTED)) {
      other.createProducer().send(queue, "three");
      other.commit();
      JMSConsumer others = other.createConsumer(queue);
      assertThat(others.receiveBody(String.class, Rig.LONG)).isEqualTo("two");
      assertThat(others.receiveBody(String.class, Rig.LONG)).isEqualTo("three");
      other.commit();
    }
    database.commit();
    assertThat(rig.drain(queue)).containsExactly("mine");
  }

  @Test
  void groupsGoOnWhenTheCallerHasCommitted() throws Exception {
    try (JMSContext other = rig.factory().createContext()) {
      for (String text : List.of("a", "b", "c")) {
        other.createProducer().setProperty("JMSXGroupID", "g").send(queue, text);
      }
    }
    JMSConsumer consumer = context.createConsumer(queue);
    assertThat(Rig.text(Rig.receive(consumer))).isEqualTo("a");
    database.commit();
    assertThat(Rig.text(Rig.receive(consumer))).isEqualTo("b");
    database.commit();
    consumer.close();
    try (JMSContext other = rig.factory().createContext()) {
      assertThat(Rig.text(Rig.receive(other.createConsumer(queue)))).isEqualTo("c");
    }
  }

  @Test
  void duplicatesAndLastValuesAreToldApartWhenTheyAreCommitted() throws Exception {
    try (var admin = rig.factory().createAdmin()) {
      admin.createQueue(queue.getQueueName());
      admin.setQueue(queue.getQueueName(), "lastValueKey", "city");
    }
    try (JMSContext other = rig.factory().createContext()) {
      other.createProducer().setProperty("city", "Rome").send(queue, "old");
    }
    context.createProducer().setProperty("city", "Rome").send(queue, "new");
    context
        .createProducer()
        .setProperty("city", "Oslo")
        .setProperty(TabellaProperties.DUPLICATE_ID, "id-1")
        .send(queue, "first");
    database.commit();
    awaitRelayed();
    try (JMSContext other = rig.factory().createContext()) {
      JMSConsumer consumer = other.createConsumer(queue);
      List<String> texts =
          List.of(
              consumer.receiveBody(String.class, Rig.LONG),
              consumer.receiveBody(String.class, Rig.LONG));
      assertThat(texts).containsExactlyInAnyOrder("new", "first");
      context
          .createProducer()
          .setProperty("city", "Bern")
          .setProperty(TabellaProperties.DUPLICATE_ID, "id-1")
          .send(queue, "second");
      send("unkeyed");
      database.commit();
      assertThat(consumer.receiveBody(String.class, Rig.LONG)).isEqualTo("unkeyed");
      assertThat(consumer.receiveNoWait()).isNull();
    }
  }

  @Test
  void delayedMessageComesWhenItIsDueAndCommitted() throws Exception {
    context.createProducer().setDeliveryDelay(300).send(queue, "later");
    send("now");
    database.commit();
    try (JMSContext other = rig.factory().createContext()) {
      JMSConsumer consumer = other.createConsumer(queue);
      assertThat(Rig.text(Rig.receive(consumer))).isEqualTo("now");
      assertThat(Rig.text(Rig.receive(consumer))).isEqualTo("later");
    }
    assertThatThrownBy(
            () ->
                context
                    .createProducer()
                    .setDeliveryDelay(300)
                    .setProperty(TabellaProperties.DUPLICATE_ID, "x")
                    .send(queue, "both"))
        .isInstanceOf(ResourceAllocationRuntimeException.class)
        .hasMessageContaining("duplicate identifier and a delivery delay");
  }

  private void awaitRelayed() throws SQLException {
    while (rig.ask("SELECT COUNT(*) FROM tabella_staged") > 0) {
      Thread.onSpinWait();
    }
  }

  // Topics.

  @Test
  void publishedMessagesComeInOrderWhenTheCallerHasCommitted() throws Exception {
    Topic topic = rig.newTopic();
    try (JMSContext other = rig.factory().createContext()) {
      JMSConsumer consumer = other.createConsumer(topic);
      for (int i = 0; i < 20; i++) {
        context.createProducer().send(topic, "m" + i);
        if (i % 3 == 0) {
          database.commit();
        }
      }
      database.commit();
      context.createProducer().send(topic, "never");
      database.rollback();
      for (int i = 0; i < 20; i++) {
        assertThat(Rig.text(Rig.receive(consumer))).isEqualTo("m" + i);
      }
      assertThat(consumer.receive(200)).isNull();
    }
  }

  @Test
  void messageOfADurableSubscriptionGoesWithTheTransaction() throws Exception {
    Topic topic = rig.newTopic();
    context.setClientID("joined");
    JMSConsumer consumer = context.createDurableConsumer(topic, "audit");
    rig.publish(topic, "one", "two", "three");
    assertThat(Rig.text(Rig.receive(consumer))).isEqualTo("one");
    assertThat(Rig.text(Rig.receive(consumer))).isEqualTo("two");
    database.rollback();
    awaitDecided();
    Message again = Rig.receive(consumer);
    assertThat(Rig.text(again)).isEqualTo("one");
    assertThat(Rig.count(again)).isEqualTo(2);
    bill(1);
    database.commit();
    assertThat(Rig.text(Rig.receive(consumer))).isEqualTo("two");
    consumer.close();
    database.rollback();
    awaitDecided();
    JMSConsumer successor = context.createDurableConsumer(topic, "audit");
    List<String> rest = new ArrayList<>();
    rest.add(successor.receiveBody(String.class, Rig.LONG));
    rest.add(successor.receiveBody(String.class, Rig.LONG));
    assertThat(rest).containsExactlyInAnyOrder("two", "three");
    database.commit();
    awaitDecided();
    assertThat(successor.receiveNoWait()).isNull();
    successor.close();
    context.unsubscribe("audit");
    assertThat(rig.ask("SELECT COUNT(*) FROM tabella_subscription_range")).isZero();
  }

  @Test
  void subscriptionsThatEndWithTheirConsumersServeToo() throws Exception {
    Topic topic = rig.newTopic();
    JMSConsumer consumer = context.createConsumer(topic);
    rig.publish(topic, "one", "two");
    assertThat(Rig.text(Rig.receive(consumer))).isEqualTo("one");
    database.rollback();
    awaitDecided();
    assertThat(Rig.text(Rig.receive(consumer))).isEqualTo("one");
    database.commit();
    assertThat(Rig.text(Rig.receive(consumer))).isEqualTo("two");
    database.commit();
    consumer.close();
  }

  /** The third is in a range whose neighbour was the second alone, which nobody has decided yet. */
  @Test
  void neighboursOfASharedSubscriptionAreNotTakenForOneAnother() throws Exception {
    Topic topic = rig.newTopic();
    JMSConsumer consumer = context.createSharedDurableConsumer(topic, "neighbours");
    rig.publish(topic, "one", "two", "three");
    for (String text : List.of("one", "two", "three")) {
      assertThat(Rig.text(Rig.receive(consumer))).isEqualTo(text);
    }
    database.commit();
    for (int i = 0; i < 50; i++) {
      rig.publish(topic, "a" + i, "b" + i, "c" + i);
      for (String text : List.of("a" + i, "b" + i, "c" + i)) {
        Message message = Rig.receive(consumer);
        assertThat(Rig.text(message)).isEqualTo(text);
        assertThat(Rig.count(message)).isOne();
        database.commit();
      }
    }
    awaitDecided();
    assertThat(consumer.receiveNoWait()).isNull();
    consumer.close();
    context.unsubscribe("neighbours");
    assertThat(rig.ask("SELECT COUNT(*) FROM tabella_subscription_range")).isZero();
  }

  @Test
  void countOfATopicsMessageOutlivesItsConsumer() throws Exception {
    Topic topic = rig.newTopic();
    JMSConsumer consumer = context.createSharedDurableConsumer(topic, "counted");
    rig.publish(topic, "poison");
    for (int count = 1; count <= 3; count++) {
      assertThat(Rig.count(Rig.receive(consumer))).isEqualTo(count);
      database.rollback();
    }
    awaitDecided();
    consumer.close();
    JMSConsumer successor = context.createSharedDurableConsumer(topic, "counted");
    assertThat(Rig.count(Rig.receive(successor))).isEqualTo(4);
    database.commit();
    awaitDecided();
    successor.close();
    context.unsubscribe("counted");
  }

  @Test
  void messageOfATopicThatIsRolledBackTooOftenIsDead() throws Exception {
    Topic topic = rig.newTopic();
    JMSConsumer consumer = context.createSharedDurableConsumer(topic, "poisoned");
    rig.publish(topic, "poison");
    for (int i = 0; i < 10; i++) {
      assertThat(Rig.text(Rig.receive(consumer))).isEqualTo("poison");
      database.rollback();
    }
    try (JMSContext other = rig.factory().createContext()) {
      JMSConsumer dead = other.createConsumer(other.createQueue("DLQ"));
      assertThat(Rig.text(Rig.receive(dead))).isEqualTo("poison");
    }
    consumer.close();
    context.unsubscribe("poisoned");
  }

  /**
   * The ranges that the transaction has removed are still there for others, and in nobody's way.
   */
  @Test
  void messagesOfManyRangesGoTogether() throws Exception {
    Topic topic = rig.newTopic();
    JMSConsumer consumer = context.createSharedDurableConsumer(topic, "many");
    List<String> sent = List.of("1", "2", "3", "4", "5", "6", "7", "8");
    rig.publish(topic, sent.toArray(String[]::new));
    List<String> received = new ArrayList<>();
    long begun = System.nanoTime();
    for (int i = 0; i < sent.size(); i++) {
      received.add(Rig.text(Rig.receive(consumer)));
    }
    assertThat(received).containsExactlyInAnyOrderElementsOf(sent);
    assertThat(System.nanoTime() - begun).isLessThan(TimeUnit.SECONDS.toNanos(15));
    database.commit();
    consumer.close();
    awaitDecided();
    context.unsubscribe("many");
  }

  @Test
  void nodeThatStopsDoesNotWaitForTheTransactionThatHasATopicsMessage() throws Exception {
    Topic topic = rig.newTopic();
    try (TabellaConnectionFactory other = rig.newFactory()) {
      other.setLeaseMillis(1_000);
      other.setHeartbeatMillis(100);
      JMSContext stopped = other.createContext(database);
      JMSConsumer consumer = stopped.createSharedDurableConsumer(topic, "left");
      rig.publish(topic, "one", "two");
      assertThat(Rig.text(Rig.receive(consumer))).isEqualTo("one");
      long begun = System.nanoTime();
      stopped.close();
      other.close();
      assertThat(System.nanoTime() - begun).isLessThan(TimeUnit.SECONDS.toNanos(4));
    }
    try (JMSContext reader = rig.factory().createContext()) {
      JMSConsumer successor = reader.createSharedDurableConsumer(topic, "left");
      assertThat(Rig.text(Rig.receive(successor))).isEqualTo("two");
      database.rollback();
      assertThat(Rig.text(Rig.receive(successor))).isEqualTo("one");
      successor.close();
      reader.unsubscribe("left");
    }
    awaitReaped();
  }

  /** Until nothing is left of a node that could not leave in good order. */
  private void awaitReaped() throws Exception {
    while (rig.ask("SELECT COUNT(*) FROM tabella_node") > 1) {
      Thread.sleep(50);
    }
  }

  @Test
  void openTransactionHoldsUpNoNewerValue() throws Exception {
    try (var admin = rig.factory().createAdmin()) {
      admin.createQueue(queue.getQueueName());
      admin.setQueue(queue.getQueueName(), "lastValueKey", "city");
    }
    try (JMSContext other = rig.factory().createContext()) {
      other.createProducer().setProperty("city", "Rome").send(queue, "old");
      assertThat(Rig.text(Rig.receive(context.createConsumer(queue)))).isEqualTo("old");
      long begun = System.nanoTime();
      other.createProducer().setProperty("city", "Rome").send(queue, "new");
      assertThat(System.nanoTime() - begun).isLessThan(TimeUnit.SECONDS.toNanos(15));
      database.commit();
      assertThat(Rig.text(Rig.receive(other.createConsumer(queue)))).isEqualTo("new");
    }
  }

  @Test
  void temporaryQueueGoesWithItsConnection() throws Exception {
    Queue replies = context.createTemporaryQueue();
    JMSConsumer consumer = context.createConsumer(replies);
    rig.send(replies, "reply", "reply 2");
    assertThat(Rig.text(Rig.receive(consumer))).isEqualTo("reply");
    context.createProducer().send(replies, "mine");
    long begun = System.nanoTime();
    context.close();
    assertThat(System.nanoTime() - begun).isLessThan(TimeUnit.SECONDS.toNanos(15));
    database.commit();
  }

  // The classic form.

  @Test
  void sessionsOfAConnectionAreInItsTransactions() throws Exception {
    try (jakarta.jms.Connection connection = rig.factory().createConnection(database);
        Session session = connection.createSession();
        MessageConsumer consumer = session.createConsumer(queue)) {
      connection.start();
      Rig.send(session, queue, "one");
      database.commit();
      assertThat(session.getTransacted()).isTrue();
      assertThat(Rig.text(Rig.receive(consumer))).isEqualTo("one");
      database.rollback();
      assertThat(Rig.count(Rig.receive(consumer))).isEqualTo(2);
      database.commit();
    }
  }

  // Refusals.

  private static void assertRefused(ThrowingCallable call, String... words) {
    assertThatThrownBy(call)
        .isInstanceOf(IllegalStateRuntimeException.class)
        .hasMessageContainingAll(words);
  }

  @Test
  void connectionInAutoCommitIsRefused() throws Exception {
    database.setAutoCommit(true);
    assertRefused(() -> rig.factory().createContext(database), "auto-commit", "setAutoCommit");
    assertRefused(() -> send("one"), "auto-commit");
    rig.send(queue, "two");
    JMSConsumer consumer = context.createConsumer(queue);
    assertRefused(() -> consumer.receive(Rig.LONG), "auto-commit");
    database.setAutoCommit(false);
    Message two = Rig.receive(consumer);
    assertThat(Rig.text(two)).isEqualTo("two");
    assertThat(Rig.count(two)).as("nobody has seen it").isOne();
    database.commit();
  }

  @Test
  void closedConnectionIsRefused() throws Exception {
    rig.send(queue, "one");
    JMSConsumer consumer = context.createConsumer(queue);
    database.close();
    assertRefused(() -> rig.factory().createContext(database), "closed");
    assertRefused(() -> send("two"), "closed");
    assertRefused(() -> consumer.receive(Rig.LONG), "closed");
    consumer.close();
    assertThat(rig.drain(queue)).containsExactly("one");
  }

  @Test
  void readOnlyConnectionIsRefused() throws Exception {
    try (Connection readOnly = rig.database().connect()) {
      readOnly.setReadOnly(true);
      readOnly.setAutoCommit(false);
      if (readOnly.isReadOnly()) {
        assertRefused(() -> rig.factory().createContext(readOnly), "read-only");
      }
    }
  }

  @Test
  void connectionThatDoesNotIsolateIsRefused() throws Exception {
    database.setTransactionIsolation(Connection.TRANSACTION_READ_UNCOMMITTED);
    assertRefused(() -> rig.factory().createContext(database), "READ UNCOMMITTED", "too weak");
  }

  @Test
  void connectionOfAnotherDatabaseIsRefused() throws Exception {
    try (TestDatabase other = databases.create("other_")) {
      try (Connection foreign = other.connect()) {
        foreign.setAutoCommit(false);
        assertRefused(() -> rig.factory().createContext(foreign), "does not lead to the tables");
        foreign.rollback();
        TabellaConnectionFactory there = new TabellaConnectionFactory(other.jdbcUrl());
        there.setUser(other.user());
        there.setPassword(other.password());
        there.createContext().close();
        assertRefused(() -> rig.factory().createContext(foreign), "another database");
        foreign.rollback();
        there.close();
      }
    }
  }

  /** Each refusal counted as a connection that had left, so that the node left its others. */
  @Test
  void refusalsLeaveTheOtherConnectionsTheirNode() throws Exception {
    database.setAutoCommit(true);
    for (int i = 0; i < 5; i++) {
      assertRefused(() -> rig.factory().createContext(database), "auto-commit");
    }
    database.setAutoCommit(false);
    long nodes = rig.ask("SELECT MAX(id) FROM tabella_node");
    try (JMSContext other = rig.factory().createContext()) {
      other.createProducer().send(queue, "one");
    }
    send("two");
    database.commit();
    assertThat(rig.drain(queue)).containsExactlyInAnyOrder("one", "two");
    assertThat(rig.ask("SELECT MAX(id) FROM tabella_node")).isEqualTo(nodes);
  }

  @Test
  void contextDoesNotEndTheTransaction() throws Exception {
    send("one");
    assertThat(context.getTransacted()).isTrue();
    assertThatThrownBy(context::commit)
        .isInstanceOf(TransactionInProgressRuntimeException.class)
        .hasMessageContaining("java.sql.Connection");
    assertThatThrownBy(context::rollback).isInstanceOf(JMSRuntimeException.class);
    assertThatThrownBy(context::recover).isInstanceOf(JMSRuntimeException.class);
    JMSConsumer consumer = context.createConsumer(queue);
    assertRefused(() -> consumer.setMessageListener(message -> {}), "receive instead");
    database.commit();
    assertThat(Rig.text(Rig.receive(consumer))).isEqualTo("one");
    database.commit();
  }

  @Test
  void messageThatAnAdministratorTookAwayIsNotReceived() throws Exception {
    rig.send(queue, "one", "two");
    JMSConsumer consumer = context.createConsumer(queue);
    consumer.receiveNoWait();
    database.rollback();
    awaitDecided();
    rig.execute("DELETE FROM tabella_queue_entry");
    assertThatThrownBy(() -> consumer.receive(Rig.LONG)).isInstanceOf(JMSRuntimeException.class);
  }

  @Test
  void messagesAreTextAsSent() throws JMSException, SQLException {
    TextMessage sent = context.createTextMessage("one");
    context.createProducer().setPriority(7).setTimeToLive(60_000).send(queue, sent);
    database.commit();
    Message received = Rig.receive(context.createConsumer(queue));
    assertThat(received.getJMSMessageID()).isEqualTo(sent.getJMSMessageID());
    assertThat(received.getJMSPriority()).isEqualTo(7);
    assertThat(received.getJMSExpiration()).isEqualTo(sent.getJMSExpiration());
    database.commit();
  }
}
