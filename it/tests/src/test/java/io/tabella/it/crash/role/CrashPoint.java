package io.tabella.it.crash.role;

/** Where a global transaction of two resources is cut off. The digit is the place of enlistment. */
public enum CrashPoint {
  /** Nowhere. */
  NONE(true),
  /** Nothing is prepared. */
  BEFORE_PREPARE_1(false),
  /** One of two is in doubt. */
  AFTER_PREPARE_1(false),
  /** The same, seen from the other. */
  BEFORE_PREPARE_2(false),
  /** Both are in doubt, and the manager has not decided. */
  AFTER_PREPARE_2(false),
  /** It has decided. */
  BEFORE_COMMIT_1(true),
  /** One is committed. */
  AFTER_COMMIT_1(true),
  /** The same, seen from the other. */
  BEFORE_COMMIT_2(true),
  /** Both are committed, and the manager has not noted it. */
  AFTER_COMMIT_2(true);

  private final boolean decided;

  CrashPoint(boolean decided) {
    this.decided = decided;
  }

  /** Whether the manager has decided to commit before. */
  public boolean isDecided() {
    return decided;
  }
}
