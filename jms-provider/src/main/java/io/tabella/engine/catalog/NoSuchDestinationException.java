package io.tabella.engine.catalog;

/** A temporary queue or topic is gone. */
public final class NoSuchDestinationException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Says which one. */
  public NoSuchDestinationException(String message) {
    super(message);
  }
}
