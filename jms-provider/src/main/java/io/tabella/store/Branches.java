package io.tabella.store;

import java.util.Collection;
import java.util.List;

/**
 * The branches of global transactions, inside a transaction.
 *
 * <p>Whoever ends a branch first compares and sets its state ({@link #remove}, {@link #decide}):
 * that locks its row, and of two who end it at once one finds nothing to change. What it has sent
 * lies in {@link StoreTransaction#staged()} under {@link BranchRecord#owner()}.
 */
public interface Branches {

  /**
   * Stores a branch; what it holds follows in the same transaction.
   *
   * @return false if there is one of that name
   */
  boolean insert(BranchRecord branch);

  /**
   * Makes entries that a node holds the branch's.
   *
   * @param received their keys, and how often their delivery has failed before
   * @return how many the node did hold
   */
  int hold(long branch, long node, Collection<QueueEntries.Attempt> received);

  /** Notes entries as the branch's that are inserted with its owner. */
  void note(long branch, Collection<EntryKey> keys);

  /** Makes messages the branch's that are acknowledged in their ranges, or have none. */
  void hold(long branch, List<Received> messages);

  /**
   * A topic's message that a subscription has received.
   *
   * @param attempts how often its delivery has failed before
   */
  record Received(long subscription, LogKey log, long seq, int attempts) {}

  /** Removes a branch that is prepared; false if it is not there, or not any more. */
  boolean remove(long branch);

  /** Notes what an administrator made of a branch that is prepared; false if it is not any more. */
  boolean decide(long branch, BranchState decision);

  /** Removes a branch that an administrator has ended; false if it is not there, or prepared. */
  boolean forget(long branch);

  /**
   * Removes what an ended branch has received.
   *
   * @return how many messages there were; fewer than it received if their queue or subscription was
   *     removed
   */
  int acknowledge(long branch);

  /**
   * Makes ready again what an ended branch has received, its failed delivery counted: entries for
   * any node, topic messages as ranges that nobody has.
   *
   * @return how many messages there were
   */
  int release(long branch);
}
