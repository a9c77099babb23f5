package io.tabella.store;

import org.jspecify.annotations.Nullable;

/** Messages cannot be sent or received in this transaction of the caller's. Nothing was done. */
public final class JoinRefusedException extends StoreException {

  private static final long serialVersionUID = 1L;

  public JoinRefusedException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
