package io.tabella.engine.log;

import io.tabella.engine.transaction.UnitOfWork;
import io.tabella.store.LoggedMessage;

/**
 * A part of a publisher's log that a subscription may deliver from, and how what is acknowledged of
 * it is kept.
 */
interface Stretch {

  /** The number of its last message. */
  long last();

  /** Whether a message of it needs no delivery any more. */
  boolean isAcknowledged(long seq);

  /** Whether any message of it may have been delivered by a node that died. */
  boolean isSuspect();

  /** How often the delivery of a message has failed, as far as the database knows. */
  int attempts(long seq);

  /** Lets a unit of work acknowledge a message that was in somebody's hands. */
  void acknowledge(UnitOfWork unit, long seq);

  /** Lets a unit of work acknowledge a message that nobody wants, or that is gone. */
  void skip(UnitOfWork unit, long seq);

  /** Lets a unit of work store how often a delivery has failed, where that has to be stored. */
  void recount(UnitOfWork unit, long seq, int failed);

  /** A message goes into somebody's hands. */
  void handedOut(LoggedMessage message);

  /**
   * A message comes back from somebody's hands.
   *
   * @param failed how often it was delivered in vain so far
   */
  void cameBack(long seq, int failed);

  /**
   * The lowest number in somebody's hands that nothing in the database keeps from being removed;
   * {@link Long#MAX_VALUE} if there is none.
   */
  long lowestAtRisk();
}
