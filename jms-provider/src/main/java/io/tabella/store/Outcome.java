package io.tabella.store;

/** What became of a batch whose COMMIT was not answered. */
public enum Outcome {
  /** It is in the database. */
  COMMITTED,
  /** It is not, and never will be. */
  NEVER
}
