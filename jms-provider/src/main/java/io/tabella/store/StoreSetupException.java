package io.tabella.store;

import org.jspecify.annotations.Nullable;

/** The store cannot be opened as configured: driver, schema, version, file in use. */
public final class StoreSetupException extends StoreException {

  private static final long serialVersionUID = 1L;

  public StoreSetupException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
