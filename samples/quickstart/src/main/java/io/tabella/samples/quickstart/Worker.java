package io.tabella.samples.quickstart;

import io.tabella.extension.TabellaSession;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import jakarta.jms.TransactionRolledBackException;
import java.math.BigDecimal;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * Accepts orders, one in a transaction: taking the order and sending its confirmation commit
 * together, and an order that nobody can carry out does not hold up the ones beside it.
 */
final class Worker implements Callable<@Nullable Void> {

  private static final long PATIENCE_MILLIS = 200;

  private final String name;
  private final Connection connection;
  private final WorkLog log;
  private final StopSignal stop;

  Worker(String name, Connection connection, WorkLog log, StopSignal stop) {
    this.name = name;
    this.connection = connection;
    this.log = log;
    this.stop = stop;
  }

  @Override
  public @Nullable Void call() throws JMSException {
    try (TabellaSession session =
            (TabellaSession) connection.createSession(Session.SESSION_TRANSACTED);
        MessageConsumer orders = session.createConsumer(session.createQueue(Queues.ORDERS));
        MessageProducer confirmations =
            session.createProducer(session.createQueue(Queues.CONFIRMATIONS))) {
      while (!stop.isGiven()) {
        TextMessage order = (TextMessage) orders.receive(PATIENCE_MILLIS);
        if (order != null) {
          handle(session, order, confirmations);
        }
      }
    }
    return null;
  }

  private void handle(TabellaSession session, TextMessage order, MessageProducer confirmations)
      throws JMSException {
    int number = order.getIntProperty(Queues.NUMBER);
    log.takes(name, number);
    try {
      BigDecimal total = Shop.accept(Order.parse(order.getText()));
      confirmations.send(confirmation(session, order, total));
      session.commit();
      log.accepted(name, number);
    } catch (BadOrderException e) {
      // It comes again until it has failed too often; then the reason goes with it to the
      // dead-letter queue.
      session.rollback(e);
      log.rolledBack(name, number);
    } catch (TransactionRolledBackException e) {
      // Nothing of this transaction is stored, and the order comes again, here or elsewhere.
      log.rolledBack(name, number);
    }
  }

  private TextMessage confirmation(Session session, TextMessage order, BigDecimal total)
      throws JMSException {
    int number = order.getIntProperty(Queues.NUMBER);
    TextMessage confirmation =
        session.createTextMessage("Order " + number + " is accepted and costs " + total);
    confirmation.setIntProperty(Queues.NUMBER, number);
    confirmation.setStringProperty("worker", name);
    confirmation.setBooleanProperty("redelivered", order.getJMSRedelivered());
    return confirmation;
  }
}
