package io.tabella.client;

import jakarta.jms.IllegalStateException;
import jakarta.jms.IllegalStateRuntimeException;
import jakarta.jms.InvalidClientIDException;
import jakarta.jms.InvalidClientIDRuntimeException;
import jakarta.jms.InvalidDestinationException;
import jakarta.jms.InvalidDestinationRuntimeException;
import jakarta.jms.InvalidSelectorException;
import jakarta.jms.InvalidSelectorRuntimeException;
import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.JMSSecurityException;
import jakarta.jms.JMSSecurityRuntimeException;
import jakarta.jms.MessageFormatException;
import jakarta.jms.MessageFormatRuntimeException;
import jakarta.jms.MessageNotWriteableException;
import jakarta.jms.MessageNotWriteableRuntimeException;
import jakarta.jms.ResourceAllocationException;
import jakarta.jms.ResourceAllocationRuntimeException;
import jakarta.jms.TransactionInProgressException;
import jakarta.jms.TransactionInProgressRuntimeException;
import jakarta.jms.TransactionRolledBackException;
import jakarta.jms.TransactionRolledBackRuntimeException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The unchecked twins of the checked exceptions: the same text, error code and cause. Jakarta
 * Messaging 3.1, 9.
 */
final class RuntimeFailures {

  private static final Map<Class<? extends JMSException>, Twin> TWINS = new LinkedHashMap<>();

  static {
    TWINS.put(IllegalStateException.class, IllegalStateRuntimeException::new);
    TWINS.put(InvalidClientIDException.class, InvalidClientIDRuntimeException::new);
    TWINS.put(InvalidDestinationException.class, InvalidDestinationRuntimeException::new);
    TWINS.put(InvalidSelectorException.class, InvalidSelectorRuntimeException::new);
    TWINS.put(JMSSecurityException.class, JMSSecurityRuntimeException::new);
    TWINS.put(MessageFormatException.class, MessageFormatRuntimeException::new);
    TWINS.put(MessageNotWriteableException.class, MessageNotWriteableRuntimeException::new);
    TWINS.put(ResourceAllocationException.class, ResourceAllocationRuntimeException::new);
    TWINS.put(TransactionInProgressException.class, TransactionInProgressRuntimeException::new);
    TWINS.put(TransactionRolledBackException.class, TransactionRolledBackRuntimeException::new);
  }

  private RuntimeFailures() {}

  private interface Twin {
    JMSRuntimeException of(@Nullable String text, @Nullable String code, Throwable cause);
  }

  /** What a checked call may do. */
  interface Call<T> {
    T call() throws JMSException;
  }

  /** What a checked call without a result may do. */
  interface Step {
    void take() throws JMSException;
  }

  /** The twin of an exception. */
  static JMSRuntimeException of(JMSException failure) {
    for (Map.Entry<Class<? extends JMSException>, Twin> twin : TWINS.entrySet()) {
      if (twin.getKey().isInstance(failure)) {
        return twin.getValue().of(failure.getMessage(), failure.getErrorCode(), failure);
      }
    }
    return new JMSRuntimeException(failure.getMessage(), failure.getErrorCode(), failure);
  }

  /** Calls, and throws twins. */
  static <T> T get(Call<T> call) {
    try {
      return call.call();
    } catch (JMSException e) {
      throw of(e);
    }
  }

  /** Takes a step, and throws twins. */
  static void run(Step step) {
    try {
      step.take();
    } catch (JMSException e) {
      throw of(e);
    }
  }
}
