package io.tabella.it.samples;

import io.tabella.it.kit.TestDatabase;
import io.tabella.jms.TabellaConnectionFactory;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** What the quickstart has left in its database, taken out as a later program would. */
record Shelf(List<Confirmation> confirmations, List<DeadLetter> deadLetters) {

  private static final int ORDERS_A_DAY = 10_000;
  private static final long PATIENCE_MILLIS = 2_000;

  /** An order that was accepted. */
  record Confirmation(int order, String worker, boolean redelivered) {}

  /** An order that was given up. */
  record DeadLetter(int order, String reason) {}

  private interface Reading<T> {
    T of(Message message) throws JMSException;
  }

  static Shelf empty(TestDatabase database) throws JMSException {
    try (TabellaConnectionFactory factory = new TabellaConnectionFactory(database.jdbcUrl())) {
      factory.setUser(database.user());
      factory.setPassword(database.password());
      Connection connection = factory.createConnection();
      connection.start();
      return new Shelf(
          receiveAll(
              connection,
              "confirmations",
              message ->
                  new Confirmation(
                      message.getIntProperty("number"),
                      message.getStringProperty("worker"),
                      message.getBooleanProperty("redelivered"))),
          receiveAll(
              connection,
              "DLQ",
              message ->
                  new DeadLetter(
                      message.getIntProperty("number"),
                      message.getStringProperty("JMS_TABELLA_deadLetterReason"))));
    }
  }

  /** Every order of the file that can be accepted. */
  static List<Integer> goodOrders(int days) {
    return IntStream.rangeClosed(1, days * ORDERS_A_DAY).filter(n -> !isBad(n)).boxed().toList();
  }

  /** Every order of the file that cannot. */
  static List<Integer> badOrders(int days) {
    return IntStream.rangeClosed(1, days * ORDERS_A_DAY).filter(Shelf::isBad).boxed().toList();
  }

  List<Integer> confirmedOrders() {
    return confirmations.stream().map(Confirmation::order).sorted().toList();
  }

  List<Integer> deadOrders() {
    return deadLetters.stream().map(DeadLetter::order).sorted().toList();
  }

  /** So the file was made. */
  private static boolean isBad(int order) {
    return ((order - 1) % ORDERS_A_DAY + 1) % 487 == 131;
  }

  private static <T> List<T> receiveAll(Connection connection, String queue, Reading<T> reading)
      throws JMSException {
    List<T> all = new ArrayList<>();
    try (Session session = connection.createSession(Session.AUTO_ACKNOWLEDGE);
        MessageConsumer consumer = session.createConsumer(session.createQueue(queue))) {
      for (Message message = consumer.receive(PATIENCE_MILLIS);
          message != null;
          message = consumer.receive(PATIENCE_MILLIS)) {
        all.add(reading.of(message));
      }
    }
    return all;
  }
}
