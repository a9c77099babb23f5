package io.tabella.engine.lease;

import io.tabella.engine.transaction.Ledger;
import io.tabella.store.EntryKey;
import io.tabella.store.MessageStore;
import io.tabella.store.QueueEntries.Stretch;
import io.tabella.store.StoreConflictException;
import java.lang.System.Logger.Level;

/**
 * Fences dead nodes and gives back what they held. Runs on the housekeeping thread, whose ledger it
 * writes with, so that a reaper that is itself fenced changes nothing.
 */
public final class NodeReaper {

  private static final System.Logger LOG = System.getLogger(NodeReaper.class.getName());
  private static final int STEP = 500;

  /** Rows that stay locked this many times are left for the next turn. */
  private static final int PASSES = 3;

  private final MessageStore store;
  private final long self;
  private final Lease lease;
  private final Ledger ledger;
  private final Runnable released;
  private final DepartureReaper topics;

  /**
   * A reaper.
   *
   * @param lease of this node
   * @param released told when entries have become ready
   */
  public NodeReaper(MessageStore store, long self, Lease lease, Ledger ledger, Runnable released) {
    this.store = store;
    this.self = self;
    this.lease = lease;
    this.ledger = ledger;
    this.released = released;
    this.topics = new DepartureReaper(store, ledger);
  }

  /** Reaps the nodes that are dead now; none while it may be the database that was away. */
  public void runOnce() {
    if (!lease.isSteady()) {
      return;
    }
    for (long dead : store.nodes().findDead()) {
      if (dead != self) {
        reapIfNobodyIsInTheWay(dead);
      }
    }
  }

  /** A dead node's transaction that hangs must not hold up what other dead nodes have left. */
  private void reapIfNobodyIsInTheWay(long dead) {
    try {
      if (store.nodes().fence(dead)) {
        reap(dead);
      }
    } catch (StoreConflictException e) {
      LOG.log(Level.DEBUG, "reaping waits for a lock; node=" + self + " dead=" + dead, e);
    }
  }

  /**
   * Gives back what this node still owns when it stops.
   *
   * @return false if some of it is locked by somebody, so that others have to
   */
  public boolean giveBackOwn() {
    boolean all = true;
    for (long queue : store.nodes().findHoldings(self)) {
      release(self, queue);
      all &= !isStillHeld(self, queue);
    }
    all &= topics.release(self);
    return all;
  }

  private void reap(long dead) {
    int entries = 0;
    for (long queue : store.nodes().findHoldings(dead)) {
      entries += release(dead, queue);
      if (isStillHeld(dead, queue)) {
        return;
      }
    }
    if (!topics.release(dead)) {
      return;
    }
    store.nodes().remove(dead);
    LOG.log(
        Level.WARNING,
        "reaped a dead node; node={0,number,#} dead={1,number,#} entries={2,number,#}",
        self,
        dead,
        entries);
  }

  private int release(long dead, long queue) {
    int entries = 0;
    for (int pass = 0; pass < PASSES && (pass == 0 || isStillHeld(dead, queue)); pass++) {
      entries += releaseOnce(dead, queue);
    }
    if (entries > 0) {
      released.run();
    }
    return entries;
  }

  private int releaseOnce(long dead, long queue) {
    int entries = 0;
    Stretch step = new Stretch(0, EntryKey.before(queue), false);
    while (!step.end()) {
      EntryKey after = step.last();
      step = ledger.commit(transaction -> transaction.entries().reap(dead, queue, after, STEP));
      entries += step.changed();
    }
    return entries;
  }

  private boolean isStillHeld(long dead, long queue) {
    return ledger.commit(transaction -> transaction.entries().isHeldBy(dead, queue));
  }
}
