package io.tabella.message;

import jakarta.jms.JMSException;

/**
 * What {@code acknowledge()} of a received message does; given by the session that delivers it.
 * Called in the application's thread. Jakarta Messaging 3.1, 6.2.10.
 */
@FunctionalInterface
public interface Acknowledgement {

  /** For messages that nobody has to acknowledge: sent ones, browsed ones, implicit modes. */
  Acknowledgement NONE = () -> {};

  /**
   * Acknowledges all messages that the session has delivered so far.
   *
   * @throws jakarta.jms.IllegalStateException if the session is closed
   * @throws JMSException if the store does not take it
   */
  void acknowledge() throws JMSException;
}
