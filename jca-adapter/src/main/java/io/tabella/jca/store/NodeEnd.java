package io.tabella.jca.store;

import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells the failures after which a connection is of no use: its node has ended. All others pass, or
 * belong to one message; a database that is away comes back to the connections that were there.
 */
public final class NodeEnd {

  private static final Set<String> CODES = Set.of("FENCED", "STOPPED", "UNKNOWN");

  private NodeEnd() {}

  /** Whether only a new connection helps after this. */
  public static boolean isToldBy(Throwable failure) {
    String code = codeOf(failure);
    return code != null && CODES.contains(code);
  }

  private static @Nullable String codeOf(Throwable failure) {
    if (failure instanceof JMSException checked) {
      return checked.getErrorCode();
    }
    return failure instanceof JMSRuntimeException unchecked ? unchecked.getErrorCode() : null;
  }
}
