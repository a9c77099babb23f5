package io.tabella.jca.outbound;

import jakarta.jms.JMSException;
import jakarta.jms.JMSSecurityException;
import jakarta.jms.ResourceAllocationException;
import jakarta.resource.ResourceException;
import jakarta.resource.spi.ResourceAdapterInternalException;
import jakarta.resource.spi.SecurityException;

/** The border between exceptions of Jakarta Connectors and of Jakarta Messaging. */
final class Refusals {

  private Refusals() {}

  /** For the container: why there is no managed connection. */
  static ResourceException of(JMSException failure) {
    return failure instanceof JMSSecurityException
        ? new SecurityException(failure.getMessage(), failure)
        : new ResourceAdapterInternalException(failure.getMessage(), failure);
  }

  /** For the application: what the container says; ours if it comes from here. */
  static JMSException of(String attempt, ResourceException failure) {
    String text = attempt + ": " + failure.getMessage();
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SecurityException || cause instanceof JMSSecurityException) {
        return linked(
            new JMSSecurityException(attempt + ": " + cause.getMessage(), "ACCESS"), failure);
      }
      if (cause instanceof JMSException ours) {
        return linked(
            new JMSException(attempt + ": " + ours.getMessage(), ours.getErrorCode()), failure);
      }
    }
    return linked(new ResourceAllocationException(text, "CONTAINER"), failure);
  }

  private static JMSException linked(JMSException failure, Exception cause) {
    failure.initCause(cause);
    failure.setLinkedException(cause);
    return failure;
  }
}
