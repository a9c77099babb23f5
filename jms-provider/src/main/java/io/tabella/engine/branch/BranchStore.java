package io.tabella.engine.branch;

import io.tabella.engine.branch.BranchException.Reason;
import io.tabella.engine.delivery.Delivery;
import io.tabella.engine.delivery.Redelivery;
import io.tabella.engine.service.StoppedException;
import io.tabella.engine.transaction.BranchWrite;
import io.tabella.engine.transaction.Lane;
import io.tabella.engine.transaction.UnitOfWork;
import io.tabella.store.BranchName;
import io.tabella.store.CommitUnknownException;
import io.tabella.store.FencedException;
import io.tabella.store.StoreUnavailableException;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Writes what branches of this node have done. For all threads. */
final class BranchStore {

  private static final System.Logger LOG = System.getLogger(BranchStore.class.getName());

  private final long node;
  private final Lane lane;
  private final LongSupplier ids;
  private final Redelivery redelivery;

  BranchStore(long node, Lane lane, LongSupplier ids, Redelivery redelivery) {
    this.node = node;
    this.lane = lane;
    this.ids = ids;
    this.redelivery = redelivery;
  }

  /**
   * Stores a branch: what it has sent and received is the branch's from then on.
   *
   * @throws BranchException with {@link Reason#TRY_LATER} if nothing is stored and the deliveries
   *     are still the caller's; else they are given back, or nobody knows whether it is stored
   */
  void prepare(BranchName name, UnitOfWork work, List<Delivery> received) {
    try {
      UnitOfWork unit = new UnitOfWork();
      BranchWrite write = new BranchWrite(name, node, ids);
      received.forEach(delivery -> delivery.handOverIn(unit, write));
      unit.prepare(write, work);
      lane.commit(unit);
    } catch (StoreUnavailableException e) {
      throw new BranchException(Reason.TRY_LATER, "not prepared: " + e.getMessage(), e);
    } catch (RuntimeException e) {
      throw undone(received, null, e);
    }
  }

  /**
   * Commits without preparing.
   *
   * @throws BranchException if nothing is stored and the deliveries are given back, or nobody knows
   */
  void commitDirectly(UnitOfWork work, List<Delivery> received, @Nullable String reason) {
    try {
      received.forEach(delivery -> delivery.acknowledgeIn(work));
      lane.commit(work);
    } catch (RuntimeException e) {
      throw undone(received, reason, e);
    }
  }

  private BranchException undone(
      List<Delivery> received, @Nullable String reason, RuntimeException cause) {
    if (cause instanceof CommitUnknownException) {
      return new BranchException(
          Reason.UNKNOWN, "whether it is stored is not known yet: " + cause.getMessage(), cause);
    }
    handBack(received, reason == null ? cause.getMessage() : reason);
    boolean away =
        cause instanceof StoreUnavailableException
            || cause instanceof FencedException
            || cause instanceof StoppedException;
    return new BranchException(
        away ? Reason.NOT_STORED : Reason.REFUSED,
        "the branch is rolled back: " + cause.getMessage(),
        cause);
  }

  /** Gives back what was received. What cannot be stored of that now is so later, or by others. */
  void handBack(List<Delivery> deliveries, @Nullable String reason) {
    try {
      redelivery.handBack(lane, deliveries, reason);
    } catch (RuntimeException e) {
      LOG.log(Level.DEBUG, "given back, but not counted; node=" + node, e);
    }
  }
}
