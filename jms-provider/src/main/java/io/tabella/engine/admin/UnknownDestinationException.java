package io.tabella.engine.admin;

/** There is no destination of that name. */
public final class UnknownDestinationException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  UnknownDestinationException(String message) {
    super(message);
  }
}
