package io.tabella.client.join;

import io.tabella.client.Failures;
import io.tabella.engine.delivery.Delivery;
import io.tabella.engine.delivery.Outlet;
import io.tabella.engine.join.Joins;
import io.tabella.engine.transaction.Lane;
import io.tabella.store.StoredMessage;
import jakarta.jms.JMSException;
import java.sql.Connection;
import java.util.function.Supplier;

/**
 * What a session does in transactions of its caller. Belongs to the session's thread.
 *
 * @param lane gives the session's lane
 * @param begun told that a message is received, and it is not known for how long
 * @param decided told for each when it is
 */
record CallersWork(Joins joins, Supplier<Lane> lane, Runnable begun, Runnable decided) {

  void send(Connection connection, Outlet outlet, StoredMessage message) throws JMSException {
    try {
      joins.send(connection, lane.get(), outlet, message);
    } catch (RuntimeException e) {
      throw Failures.translate("The message was not sent in your transaction", e);
    }
  }

  void receive(Connection connection, Delivery delivery) throws JMSException {
    begun.run();
    try {
      joins.receive(connection, lane.get(), delivery, decided);
    } catch (RuntimeException e) {
      throw Failures.translate("No message was received in your transaction", e);
    }
  }
}
