package io.tabella.store;

/**
 * A stored branch.
 *
 * @param id made by the node that prepared it, like an entry's; positive, never used again
 * @param node the node that prepared it, and need not live any more
 * @param since in this state since, milliseconds since 1970 by the database's clock; when it is
 *     inserted that is not yet known
 * @param received how many messages it has received
 * @param sent how many it has sent
 */
public record BranchRecord(
    long id, BranchName name, BranchState state, long node, long since, int received, int sent) {

  /**
   * The owner of what a branch holds: of queue entries and of ranges, and the lane of its staged
   * messages. No node and no lane has a negative id, so nobody who claims, reaps or moves sees
   * them.
   */
  public static long ownerOf(long id) {
    return -id;
  }

  /** {@link #ownerOf} of this one. */
  public long owner() {
    return ownerOf(id);
  }
}
