package io.tabella.store;

import org.jspecify.annotations.Nullable;

/** A store could not do what was asked. The class says what the caller may do about it. */
public abstract sealed class StoreException extends RuntimeException
    permits StoreUnavailableException,
        StoreConflictException,
        CommitUnknownException,
        FencedException,
        StoreRejectedException,
        StoreAccessException,
        StoreSetupException,
        JoinRefusedException {

  private static final long serialVersionUID = 1L;

  StoreException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
