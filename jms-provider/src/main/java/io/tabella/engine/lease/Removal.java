package io.tabella.engine.lease;

import io.tabella.engine.transaction.Lane;
import io.tabella.engine.transaction.Ledger;
import io.tabella.engine.transaction.UnitOfWork;
import io.tabella.store.StoreTransaction;

/**
 * Removes something that nobody needs any more with all that is in it, in steps, each a
 * transaction: whoever dies between two leaves the rest to others. Used once, by one caller.
 */
public abstract sealed class Removal permits QueueRemoval, TopicRemoval {

  static final int CHUNK = 1_000;

  private volatile boolean done;

  /**
   * Takes all steps through a lane, and waits for each.
   *
   * @throws io.tabella.store.StoreException if the database cannot be written
   */
  public final void through(Lane lane) {
    while (!done) {
      UnitOfWork unit = new UnitOfWork();
      unit.also(this::take);
      lane.commit(unit);
    }
  }

  /**
   * Takes all steps through a ledger of the caller's thread.
   *
   * @throws io.tabella.store.StoreException if the database cannot be written
   */
  public final void through(Ledger ledger) {
    while (!done) {
      ledger.write(this::take);
    }
  }

  /** May be taken again, if it was rolled back. */
  private void take(StoreTransaction transaction) {
    done = isLast(transaction);
  }

  /** Takes a step; whether nothing is left after it. */
  abstract boolean isLast(StoreTransaction transaction);
}
