package io.tabella.store;

import org.jspecify.annotations.Nullable;

/** The connection was lost while COMMIT was under way: {@link MessageStore#outcomeOf} tells. */
public final class CommitUnknownException extends StoreException {

  private static final long serialVersionUID = 1L;

  public CommitUnknownException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
