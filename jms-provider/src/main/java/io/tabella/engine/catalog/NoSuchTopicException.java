package io.tabella.engine.catalog;

/** A temporary topic is gone. */
public final class NoSuchTopicException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Says which one. */
  public NoSuchTopicException(String message) {
    super(message);
  }
}
