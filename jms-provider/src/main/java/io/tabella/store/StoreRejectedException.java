package io.tabella.store;

import org.jspecify.annotations.Nullable;

/** The database does not take this data, now or later. Nothing was stored. */
public final class StoreRejectedException extends StoreException {

  private static final long serialVersionUID = 1L;

  public StoreRejectedException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
