package io.tabella.store;

/**
 * The primary key of a staged message; its order is the order in which messages fall due.
 *
 * @param lane the ledger of the lane that alone moves it; {@link BranchRecord#ownerOf} a branch
 *     that has sent it
 * @param dueAt when it becomes visible, milliseconds since 1970 by the database's clock
 * @param id made by the sending node as the row is written; grows with the commits of a lane
 */
public record StagedKey(long lane, long dueAt, long id) implements Comparable<StagedKey> {

  /**
   * Due as soon as somebody may move it, and before all that is due at some time: what a branch or
   * a caller's own transaction has sent, which counts as sent only when it is moved.
   */
  public static final long AT_ONCE = 0;

  /** Whether it counts as sent only when it is moved. */
  public boolean isAtOnce() {
    return dueAt == AT_ONCE;
  }

  @Override
  public int compareTo(StagedKey other) {
    int byLane = Long.compare(lane, other.lane);
    if (byLane != 0) {
      return byLane;
    }
    int byDue = Long.compare(dueAt, other.dueAt);
    return byDue != 0 ? byDue : Long.compare(id, other.id);
  }
}
