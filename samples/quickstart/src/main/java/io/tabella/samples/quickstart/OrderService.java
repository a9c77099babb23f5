package io.tabella.samples.quickstart;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * Sends the orders of a day, 100 in a transaction. How far it has come is a message, too: the only
 * one in the queue {@code position}. Each transaction takes it out, sends the orders that come
 * next, and puts it back with the new number. All of that commits together, so a service that is
 * killed at any moment goes on, when started again, with exactly the next order.
 */
final class OrderService implements Callable<@Nullable Void> {

  private static final int BATCH = 100;
  private static final long PATIENCE_MILLIS = 500;

  private final Connection connection;
  private final OrderFile file;
  private final StoredQueues stored;
  private final WorkLog log;
  private final StopSignal stop;

  OrderService(
      Connection connection, OrderFile file, StoredQueues stored, WorkLog log, StopSignal stop) {
    this.connection = connection;
    this.file = file;
    this.stored = stored;
    this.log = log;
    this.stop = stop;
  }

  @Override
  public @Nullable Void call() throws JMSException {
    try (Session session = connection.createSession(Session.SESSION_TRANSACTED);
        MessageConsumer positions = session.createConsumer(session.createQueue(Queues.POSITION));
        MessageProducer producer = session.createProducer(null)) {
      int sent = stored.count(Queues.POSITION) == 0 ? 0 : takePosition(positions);
      int last = file.lastOfDayAfter(sent);
      while (sent < last && !stop.isGiven()) {
        int end = Math.min(sent + BATCH, last);
        sendOrders(session, producer, sent + 1, end);
        putPosition(session, producer, end);
        session.commit();
        log.sent(end - sent);
        sent = end < last ? takePosition(positions) : last;
      }
    }
    return null;
  }

  private void sendOrders(Session session, MessageProducer producer, int first, int last)
      throws JMSException {
    Queue orders = session.createQueue(Queues.ORDERS);
    for (int number = first; number <= last; number++) {
      TextMessage order = session.createTextMessage(file.order(number));
      order.setIntProperty(Queues.NUMBER, number);
      producer.send(orders, order);
    }
  }

  private void putPosition(Session session, MessageProducer producer, int sent)
      throws JMSException {
    TextMessage position = session.createTextMessage(Integer.toString(sent));
    producer.send(session.createQueue(Queues.POSITION), position);
  }

  /**
   * Waits for the position. When it is not there, another service has it, or one that was killed:
   * then it comes back when that one's lease has run out.
   *
   * @return how many orders have been sent; 0 if the wait was ended by the stop signal
   */
  private int takePosition(MessageConsumer positions) throws JMSException {
    TextMessage position = null;
    while (position == null && !stop.isGiven()) {
      position = (TextMessage) positions.receive(PATIENCE_MILLIS);
    }
    return position == null ? 0 : Integer.parseInt(position.getText());
  }
}
