package io.tabella.samples.topics;

import io.tabella.jms.TabellaConnectionFactory;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;

/** A subscriber that comes late, and begins with the oldest price that is kept. One thread. */
final class Late {

  private static final long PATIENCE_MILLIS = 1_000;

  private final TabellaConnectionFactory factory;

  Late(TabellaConnectionFactory factory) {
    this.factory = factory;
  }

  void replay() throws JMSException {
    int got = 0;
    try (Connection connection = factory.createConnection();
        Session session = connection.createSession();
        MessageConsumer consumer =
            session.createConsumer(session.createTopic("prices.>?tabella.from=beginning"))) {
      connection.start();
      while (consumer.receive(PATIENCE_MILLIS) != null) {
        got++;
      }
    }
    System.out.println("Late       got " + got + " prices that were published before it came");
  }
}
