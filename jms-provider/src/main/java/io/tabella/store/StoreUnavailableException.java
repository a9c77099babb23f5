package io.tabella.store;

import org.jspecify.annotations.Nullable;

/** The database cannot be reached just now. Nothing was stored; wait and try again. */
public final class StoreUnavailableException extends StoreException {

  private static final long serialVersionUID = 1L;

  public StoreUnavailableException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
