package io.tabella.store;

/** What a stored branch is. The name is what the database keeps: never change one. */
public enum BranchState {
  /** In doubt: holds what it has received and sent until its transaction manager decides. */
  PREPARED,
  /** An administrator has committed it; its transaction manager has not been told yet. */
  COMMITTED,
  /** An administrator has rolled it back; its transaction manager has not been told yet. */
  ROLLED_BACK
}
