package io.tabella.client;

import jakarta.jms.InvalidClientIDException;
import jakarta.jms.JMSException;

/** The client identifiers of open connections. 6.1.2 of the specification. For all threads. */
interface ClientIds {

  /**
   * Takes an identifier.
   *
   * @throws InvalidClientIDException if another connection has it, in whatever JVM
   */
  void take(String clientId) throws JMSException;

  /** Gives it back. */
  void giveBack(String clientId);
}
