package io.tabella.destination;

import jakarta.jms.JMSException;

/** How its connection removes a temporary destination. Called by any thread. */
@FunctionalInterface
public interface Deletion {

  /**
   * Removes it with all that is in it.
   *
   * @throws JMSException if it has a consumer, or the database cannot be written
   */
  void delete(JmsDestination destination) throws JMSException;
}
