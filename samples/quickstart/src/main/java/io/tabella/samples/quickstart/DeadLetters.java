package io.tabella.samples.quickstart;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The orders that were given up, by reason.
 *
 * @param ordersByReason the orders' numbers
 */
record DeadLetters(Map<String, List<Integer>> ordersByReason) {

  /** Set on a message that goes to the dead-letter queue. */
  private static final String REASON = "JMS_TABELLA_deadLetterReason";

  private static final int MOST = 1_000;
  private static final long PATIENCE_MILLIS = 1_000;

  /** Reads the dead-letter queue and leaves it as it is: the transaction is rolled back. */
  static DeadLetters read(Connection connection, String queue, int count) throws JMSException {
    DeadLetters letters = new DeadLetters(new TreeMap<>());
    try (Session session = connection.createSession(Session.SESSION_TRANSACTED);
        MessageConsumer consumer = session.createConsumer(session.createQueue(queue))) {
      for (int i = 0; i < Math.min(count, MOST); i++) {
        Message letter = consumer.receive(PATIENCE_MILLIS);
        if (letter == null) {
          break;
        }
        letters.add(letter);
      }
      session.rollback();
    }
    return letters;
  }

  private void add(Message letter) throws JMSException {
    ordersByReason
        .computeIfAbsent(String.valueOf(letter.getStringProperty(REASON)), r -> new ArrayList<>())
        .add(letter.getIntProperty(Queues.NUMBER));
  }
}
