package io.tabella.it.crash.role;

import io.tabella.extension.TabellaProperties;
import io.tabella.jms.TabellaConnectionFactory;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.util.ArrayList;
import java.util.List;

/**
 * Sends the messages 0, 1, 2 … to several queues, whether somebody has sent them before or not:
 * each has its number as its duplicate identifier. {@code URL MESSAGES QUEUE…}. Prints {@code
 * committed NUMBER} when a commit has returned, and {@code finished} in the end.
 */
public final class Resender {

  private static final int PER_COMMIT = 5;

  private Resender() {}

  /** Runs it. */
  public static void main(String[] arguments) throws JMSException {
    int messages = Integer.parseInt(arguments[1]);
    try (TabellaConnectionFactory factory = new TabellaConnectionFactory(arguments[0]);
        Connection connection = factory.createConnection();
        Session session = connection.createSession(Session.SESSION_TRANSACTED)) {
      List<MessageProducer> producers = new ArrayList<>();
      for (String queue : List.of(arguments).subList(2, arguments.length)) {
        producers.add(session.createProducer(session.createQueue(queue)));
      }
      for (int number = 0; number < messages; number++) {
        send(session, producers, Integer.toString(number));
        if (number % PER_COMMIT == PER_COMMIT - 1) {
          session.commit();
          Console.say("committed", Integer.toString(number));
        }
      }
      session.commit();
    }
    Console.say("finished");
    Console.hear();
  }

  private static void send(Session session, List<MessageProducer> producers, String number)
      throws JMSException {
    for (MessageProducer producer : producers) {
      TextMessage message = session.createTextMessage(number);
      message.setStringProperty(TabellaProperties.DUPLICATE_ID, number);
      producer.send(message);
    }
  }
}
