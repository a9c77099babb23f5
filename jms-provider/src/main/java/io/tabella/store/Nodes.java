package io.tabella.store;

import java.util.List;
import java.util.Optional;

/**
 * The members of a store: their leases, slots and ledgers. Each method is a transaction of its own.
 */
public interface Nodes {

  /**
   * Makes a node: its row, its slot and its ledgers.
   *
   * @throws StoreSetupException if no slot is free
   */
  NodeRecord join(JoinRequest request);

  /**
   * Extends a node's lease from now, and the ids that its slot is known to have used.
   *
   * @param idsUpTo no id above this may have been used before the next renewal
   * @return the database's time, milliseconds since 1970
   * @throws FencedException if the node was fenced
   */
  long renew(long node, long idsUpTo);

  /** Nodes that are fenced, or whose lease has run out by the database's clock. */
  List<Long> findDead();

  /**
   * Makes a dead node's ledgers unusable, once, and waits for a batch of it in flight. The number
   * of the last committed batch stays readable for {@link MessageStore#outcomeOf}.
   *
   * @return false if the node has renewed its lease meanwhile, or is gone
   */
  boolean fence(long node);

  /** All of them, by id. */
  List<Member> list();

  /**
   * A member as others see it.
   *
   * @param name for people: host and process
   * @param heartbeat when it was last heard, milliseconds since 1970 by the database's clock
   */
  record Member(long node, String name, long heartbeat) {}

  /** The queues in which a node may hold entries. */
  List<Long> findHoldings(long node);

  /**
   * When a node was last heard of by the database's clock, milliseconds since 1970; empty if it has
   * left or was reaped.
   */
  Optional<Long> heartbeat(long node);

  /** Frees the slot of a node that is fenced and holds nothing, and removes its row last. */
  void remove(long node);

  /**
   * Leaves in good order: frees the slot, removes the node with its ledgers.
   *
   * @param lastId the last id that this node has used
   */
  void leave(long node, long lastId);

  /** Removes the ledgers of nodes that were fenced so long ago that nobody asks for an outcome. */
  int forgetFencedLedgers();

  /**
   * The wish to be a member.
   *
   * @param name for people: host and process
   * @param leaseMillis how long the node may be silent before others reap it
   * @param lanes how many ledgers for lanes
   * @param claimers how many ledgers for claim loops
   */
  record JoinRequest(String name, long leaseMillis, int lanes, int claimers) {}

  /**
   * A member.
   *
   * @param node never used again
   * @param slot 0 to 1023, unique among the living
   * @param idsAbove ids of this slot up to here may have been used by a predecessor
   * @param now the database's time, milliseconds since 1970
   * @param ledgers the writers' rows
   */
  record NodeRecord(long node, int slot, long idsAbove, long now, LedgerIds ledgers) {}

  /**
   * The ledgers of a node, all at number 0.
   *
   * @param housekeeping the one of its reaper and sweeper
   */
  record LedgerIds(List<Long> lanes, List<Long> claimers, long housekeeping) {}
}
