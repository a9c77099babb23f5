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
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the simplified API throws: of each {@link JMSException} its twin that need not be declared.
 * A twin takes the other's place: same message, code, cause and stack trace, so that a trace at
 * night is no longer than that of the classic API. Jakarta Messaging 3.1, 8.6.
 */
public final class Unchecked {

  /** Each exception that has a twin of its own. */
  private static final Map<Class<? extends JMSException>, Twin> TWINS =
      Map.of(
          IllegalStateException.class, IllegalStateRuntimeException::new,
          InvalidClientIDException.class, InvalidClientIDRuntimeException::new,
          InvalidDestinationException.class, InvalidDestinationRuntimeException::new,
          InvalidSelectorException.class, InvalidSelectorRuntimeException::new,
          JMSSecurityException.class, JMSSecurityRuntimeException::new,
          MessageFormatException.class, MessageFormatRuntimeException::new,
          MessageNotWriteableException.class, MessageNotWriteableRuntimeException::new,
          ResourceAllocationException.class, ResourceAllocationRuntimeException::new,
          TransactionInProgressException.class, TransactionInProgressRuntimeException::new,
          TransactionRolledBackException.class, TransactionRolledBackRuntimeException::new);

  private Unchecked() {}

  /** A call of the classic API. */
  public interface Call<T> {
    /** Calls. */
    T call() throws JMSException;
  }

  /** A call of the classic API that may return null. */
  interface NullableCall<T> {
    @Nullable T call() throws JMSException;
  }

  /** A call of the classic API that returns nothing. */
  interface Step {
    void take() throws JMSException;
  }

  private interface Twin {
    JMSRuntimeException of(
        @Nullable String message, @Nullable String code, @Nullable Throwable cause);
  }

  /** What a call gives. */
  public static <T> T get(Call<T> call) {
    try {
      return call.call();
    } catch (JMSException e) {
      throw twin(e);
    }
  }

  static <T> @Nullable T getOrNull(NullableCall<T> call) {
    try {
      return call.call();
    } catch (JMSException e) {
      throw twin(e);
    }
  }

  static void run(Step step) {
    try {
      step.take();
    } catch (JMSException e) {
      throw twin(e);
    }
  }

  static JMSRuntimeException twin(JMSException original) {
    JMSRuntimeException twin =
        twinOf(original).of(original.getMessage(), original.getErrorCode(), causeOf(original));
    twin.setStackTrace(original.getStackTrace());
    for (Throwable suppressed : original.getSuppressed()) {
      twin.addSuppressed(suppressed);
    }
    return twin;
  }

  private static Twin twinOf(JMSException original) {
    return TWINS.entrySet().stream()
        .filter(twin -> twin.getKey().isInstance(original))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(JMSRuntimeException::new);
  }

  /** The linked exception is older than causes; twins have none. */
  private static @Nullable Throwable causeOf(JMSException original) {
    return original.getCause() == null ? original.getLinkedException() : original.getCause();
  }
}
