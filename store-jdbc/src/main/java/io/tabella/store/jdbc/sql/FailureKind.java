package io.tabella.store.jdbc.sql;

/** What a failure of the database means for its caller. */
public enum FailureKind {
  /** It cannot be reached, or does not write, just now. */
  UNAVAILABLE,
  /** Deadlock, lock timeout, failed certification. */
  CONFLICT,
  /** It does not take this data. */
  REJECTED,
  /** A row of that key is there already. */
  DUPLICATE,
  /** It refuses the login, or the login lacks a right. */
  ACCESS,
  /** A table or the whole database is not there. */
  MISSING,
  /** It cannot be used as configured. */
  SETUP
}
