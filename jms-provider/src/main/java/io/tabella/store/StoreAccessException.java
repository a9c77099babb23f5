package io.tabella.store;

import org.jspecify.annotations.Nullable;

/** The database refused the login, or the login lacks a right. */
public final class StoreAccessException extends StoreException {

  private static final long serialVersionUID = 1L;

  public StoreAccessException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
