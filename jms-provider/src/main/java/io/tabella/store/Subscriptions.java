package io.tabella.store;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** The subscriptions and how far they are, inside a transaction. */
public interface Subscriptions extends Progress {

  /** {@link Topics#list} as this transaction sees it. */
  List<SubscriptionRecord> list();

  /** The highest id of those that are there; 0 if there is none. Ids grow, and never come again. */
  long newest();

  /** The subscription of that name, locked until the end of this transaction. */
  Optional<SubscriptionRecord> lock(boolean durable, String clientId, String name);

  /**
   * Makes a subscription.
   *
   * @param holder the node that reads it, or {@link SubscriptionRecord#NOBODY}
   * @return its id
   * @throws StoreConflictException if there is one of that name: somebody was quicker
   */
  long create(SubscriptionSpec spec, long holder);

  /** Removes a subscription with its cursors, ranges and members. */
  boolean delete(long subscription);

  /** Lets a node read a subscription that nobody reads; false if somebody does. */
  boolean hold(long subscription, long node);

  /** The node reads it no more; false if it did not. */
  boolean letGo(long subscription, long node);

  /** A node has consumers of a shared subscription. Repeating it does no harm. */
  void join(long subscription, long node);

  /** A node has none any more; false if it had none. */
  boolean leave(long subscription, long node);

  /** The nodes with consumers of a shared subscription. */
  List<Long> members(long subscription);

  /** Sets a cursor, whatever it was. */
  void setCursor(long subscription, LogKey log, long next);

  /**
   * Moves a cursor up if it is where the caller thinks.
   *
   * @param from where it is; 1 also if it has no row
   * @return false if somebody else has moved it
   */
  boolean advance(long subscription, LogKey log, long from, long to);

  /** Opens ranges that cursors were just moved over. */
  void open(List<Range> ranges);

  /**
   * Takes a range that nobody has.
   *
   * @return the range as it is now, which may be more acknowledged than when it was found; empty if
   *     it is gone or somebody has it
   */
  Optional<Range> take(RangeKey key, long node);

  /** Stores what is acknowledged of ranges that a node has; gives those it does not have. */
  List<RangeKey> acknowledge(long node, List<Acknowledged> ranges);

  /** What is acknowledged of a range by now; see {@link Range#acknowledged}. */
  record Acknowledged(RangeKey key, byte[] bits) {}

  /** Removes ranges of which everything is acknowledged; gives how many the node had. */
  int finish(long node, List<RangeKey> ranges);

  /**
   * Opens a range in which only one message is open, which is acknowledged in its own range, or has
   * none.
   *
   * @param owner a node, or {@link BranchRecord#ownerOf} a branch
   * @param reserved keys that it must not get, though no range has them
   * @throws StoreRejectedException if thousands of such messages lie side by side
   */
  Range openAlone(long owner, Branches.Received message, Predicate<RangeKey> reserved);

  /** Gives back ranges that a node has; those it does not have are passed over. */
  void release(long node, List<Released> ranges);

  /**
   * What was delivered of a range and came back.
   *
   * @param delivered see {@link Range#delivered}
   * @param probed the open message whose delivery has failed most often; 0 if none has
   * @param attempts how often that was
   */
  record Released(RangeKey key, byte[] delivered, long probed, int attempts) {}

  /**
   * Notes which message of a suspect range is out alone, and how often its delivery has failed.
   *
   * @return false if the node does not have the range
   */
  boolean probe(RangeKey key, long node, long seq, int attempts);

  /**
   * Frees the ranges of a subscription that a dead node has, and makes them suspect; skips what
   * somebody has locked.
   */
  int reap(long subscription, long deadNode);

  /** Whether a node has ranges of a subscription. */
  boolean isHeldBy(long subscription, long node);

  /**
   * Takes a client identifier for a node's connection.
   *
   * @return false if another connection has it
   */
  boolean takeClientId(String clientId, long node);

  /** Gives a client identifier back; false if the node did not have it. */
  boolean giveBackClientId(String clientId, long node);

  /** Gives back all client identifiers of a dead node. */
  void giveBackClientIds(long deadNode);

  /** The node whose connection has a client identifier. */
  Optional<Long> clientIdHolder(String clientId);
}
