package io.tabella.samples.topics;

import io.tabella.jms.TabellaConnectionFactory;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import java.util.Map;
import java.util.TreeMap;

/**
 * Shows all prices: a durable subscriber of a pattern of topics. What is published while it is away
 * it gets when it is back. One thread.
 */
final class Board implements AutoCloseable {

  private static final long PATIENCE_MILLIS = 10_000;

  private final Connection connection;
  private final MessageConsumer consumer;
  private final Map<String, Integer> latest = new TreeMap<>();

  /** From now on nothing is missed. */
  Board(TabellaConnectionFactory factory) throws JMSException {
    connection = factory.createConnection();
    connection.setClientID("board");
    Session session = connection.createSession();
    consumer = session.createDurableConsumer(session.createTopic("prices.>"), "all prices");
    connection.start();
  }

  /** Returns when it has got so many, or nothing comes any more. */
  void show(int count) throws JMSException {
    int got = 0;
    Message message = consumer.receive(PATIENCE_MILLIS);
    while (message != null) {
      @SuppressWarnings("unchecked")
      Map<String, Object> price = message.getBody(Map.class);
      latest.put((String) price.get("ware"), (Integer) price.get("price"));
      got++;
      message = got < count ? consumer.receive(PATIENCE_MILLIS) : null;
    }
    System.out.println("Board      got " + got + " prices, the latest are " + latest);
  }

  @Override
  public void close() throws JMSException {
    connection.close();
  }
}
