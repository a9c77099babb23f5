package io.tabella.engine.log;

/** A subscription cannot be had, changed or removed because somebody uses it. */
public final class SubscriptionInUseException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Says who uses it, and what to do. */
  public SubscriptionInUseException(String message) {
    super(message);
  }
}
