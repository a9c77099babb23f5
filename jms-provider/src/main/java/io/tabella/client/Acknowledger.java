package io.tabella.client;

import io.tabella.engine.delivery.Delivery;
import jakarta.jms.JMSException;

/** How single messages are acknowledged. Belongs to the session's thread. */
interface Acknowledger {

  /**
   * Acknowledges a message, or hands it back if it is known to be unacknowledged.
   *
   * @throws JMSException if it is known by now that it failed
   */
  void acknowledge(Delivery delivery) throws JMSException;

  /** Waits for what is on its way. */
  void flush();
}
