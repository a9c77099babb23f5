package io.tabella.extension;

import jakarta.jms.JMSException;
import jakarta.jms.Session;

/**
 * Every session of Tabella: one more thing than Jakarta Messaging 3.1, 6.2 asks for.
 *
 * <p>Like any session it belongs to one thread at a time.
 */
public interface TabellaSession extends Session {

  /**
   * Rolls back and says why. The reason goes with the messages that were received in this
   * transaction: when one of them ends in the dead-letter queue, the reason stands there as a
   * property.
   *
   * @param reason for the person who will look into the dead-letter queue
   * @throws jakarta.jms.IllegalStateException if the session is closed or not transacted
   * @throws JMSException if the store cannot be reached; the transaction is rolled back all the
   *     same
   */
  void rollback(String reason) throws JMSException;

  /**
   * Rolls back because of an exception; its class and message are the reason.
   *
   * @param reason what went wrong
   * @throws jakarta.jms.IllegalStateException if the session is closed or not transacted
   * @throws JMSException if the store cannot be reached; the transaction is rolled back all the
   *     same
   */
  void rollback(Throwable reason) throws JMSException;
}
