package io.tabella.client;

import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;

/** What Jakarta Messaging has and this version of Tabella has not: said in one place. */
final class NotInThisVersion {

  private static final String CODE = "NOT_IN_THIS_VERSION";

  private NotInThisVersion() {}

  static JMSException asynchronousSends() {
    return refusal("sends with a CompletionListener; use send without one");
  }

  static JMSException connectionConsumers() {
    return refusal("connection consumers and session pools; use a MessageListener");
  }

  /** For methods that declare no JMSException. */
  static JMSRuntimeException sessionPools() {
    return new JMSRuntimeException(connectionConsumers().getMessage(), CODE);
  }

  private static JMSException refusal(String what) {
    return new JMSException("This version of Tabella does not have " + what + ".", CODE);
  }
}
