package io.tabella.engine.log;

/** There is no subscription of that name. */
public final class NoSuchSubscriptionException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Says which one. */
  public NoSuchSubscriptionException(String message) {
    super(message);
  }
}
