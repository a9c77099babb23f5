package io.tabella.jca.store;

import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.JMSSecurityException;
import jakarta.jms.JMSSecurityRuntimeException;
import java.util.function.Supplier;

/** What the simplified API throws, as what the classic one throws. */
public final class Checked {

  private Checked() {}

  /** What a call of the simplified API gives. */
  static <T> T get(Supplier<T> call) throws JMSException {
    try {
      return call.get();
    } catch (JMSRuntimeException e) {
      JMSException checked =
          e instanceof JMSSecurityRuntimeException
              ? new JMSSecurityException(e.getMessage(), e.getErrorCode())
              : new JMSException(e.getMessage(), e.getErrorCode());
      checked.initCause(e);
      throw checked;
    }
  }
}
