package io.tabella.engine.admin;

/** A destination cannot be removed because somebody uses it. */
public final class DestinationInUseException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  DestinationInUseException(String message) {
    super(message);
  }
}
