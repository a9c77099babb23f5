package io.tabella.store;

import org.jspecify.annotations.Nullable;

/** This node's lease has ended and others have taken over. It can write nothing any more. */
public final class FencedException extends StoreException {

  private static final long serialVersionUID = 1L;

  public FencedException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
