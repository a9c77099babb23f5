package io.tabella.engine.branch;

import org.jspecify.annotations.Nullable;

/** A branch cannot do what was asked. */
public final class BranchException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final Reason reason;

  /** Why, and what became of the branch. */
  public enum Reason {
    /** There is no such branch. */
    NOT_THERE,
    /** There is one of that name already. */
    THERE_ALREADY,
    /** Not in its present state; nothing has changed. */
    OUT_OF_TURN,
    /** It is rolled back, because somebody said that it has failed. */
    FAILED,
    /** It is rolled back, because it outlived its time-out. */
    TIMED_OUT,
    /** It is rolled back: the database could not be reached, and nothing is stored. */
    NOT_STORED,
    /** It is rolled back: the database refused it, or what it had received was taken away. */
    REFUSED,
    /** The database or this node cannot do it now; the branch is what it was. */
    TRY_LATER,
    /** The database was lost during COMMIT: it has happened or not, and recovery will tell. */
    UNKNOWN,
    /** An administrator has committed it. */
    COMMITTED_BY_HAND,
    /** An administrator has rolled it back. */
    ROLLED_BACK_BY_HAND
  }

  BranchException(Reason reason, String message) {
    this(reason, message, null);
  }

  BranchException(Reason reason, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  /** Why. */
  public Reason reason() {
    return reason;
  }
}
