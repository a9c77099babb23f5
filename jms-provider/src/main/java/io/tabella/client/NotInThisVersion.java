package io.tabella.client;

import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;

/** What Jakarta Messaging has and this version of Tabella has not: said in one place. */
public final class NotInThisVersion {

  private static final String CODE = "NOT_IN_THIS_VERSION";

  private NotInThisVersion() {}

  /** For {@code createContext}, which declares no JMSException. */
  public static JMSRuntimeException contexts() {
    return new JMSRuntimeException(refusal("JMSContext; use createConnection").getMessage(), CODE);
  }

  private static JMSException refusal(String what) {
    return new JMSException("This version of Tabella does not have " + what + ".", CODE);
  }
}
