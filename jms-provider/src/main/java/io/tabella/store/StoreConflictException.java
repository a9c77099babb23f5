package io.tabella.store;

import org.jspecify.annotations.Nullable;

/** Deadlock, lock timeout or failed certification. Nothing was stored; try again at once. */
public final class StoreConflictException extends StoreException {

  private static final long serialVersionUID = 1L;

  public StoreConflictException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
