package io.tabella.samples.topics;

import io.tabella.jms.TabellaConnectionFactory;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.MapMessage;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Publishes prices, each to the topic of its ware. One thread. */
final class Feed {

  /** What a price's number is called in its message. */
  static final String NUMBER = "number";

  /** By how much the price has changed. */
  static final String CHANGE = "change";

  private static final List<String> WARES = List.of("papyrus", "ink", "wax", "gold");

  /** Kept for an hour, although all have got them: for those who come late. */
  private static final String KEPT = "?tabella.retentionMillis=3600000";

  private static final int PER_COMMIT = 50;

  private final TabellaConnectionFactory factory;
  private final Random random = new Random();

  Feed(TabellaConnectionFactory factory) {
    this.factory = factory;
  }

  void publish(int count) throws JMSException {
    try (Connection connection = factory.createConnection();
        Session session = connection.createSession(Session.SESSION_TRANSACTED)) {
      List<MessageProducer> producers = new ArrayList<>();
      for (String ware : WARES) {
        producers.add(session.createProducer(session.createTopic("prices." + ware + KEPT)));
      }
      for (int number = 1; number <= count; number++) {
        int ware = random.nextInt(WARES.size());
        producers.get(ware).send(price(session, WARES.get(ware), number));
        if (number % PER_COMMIT == 0) {
          session.commit();
        }
      }
      session.commit();
    }
    System.out.println("Feed       published " + count + " prices");
  }

  private MapMessage price(Session session, String ware, int number) throws JMSException {
    MapMessage message = session.createMapMessage();
    message.setString("ware", ware);
    message.setInt("price", 100 + random.nextInt(900));
    message.setIntProperty(NUMBER, number);
    message.setIntProperty(CHANGE, random.nextInt(100));
    return message;
  }
}
