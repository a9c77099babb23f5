package io.tabella.engine.branch;

import io.tabella.engine.branch.BranchException.Reason;
import io.tabella.engine.delivery.Redelivery;
import io.tabella.engine.due.Targets;
import io.tabella.engine.lease.Membership;
import io.tabella.engine.service.Ticker;
import io.tabella.engine.transaction.Lane;
import io.tabella.store.BranchName;
import io.tabella.store.BranchRecord;
import io.tabella.store.MessageStore;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * The branches of global transactions: those that this node works for, and those that are prepared,
 * by whatever node. All methods throw {@link BranchException}. For all threads.
 */
public final class XaBranches {

  private final ConcurrentHashMap<BranchName, XaBranch> byName = new ConcurrentHashMap<>();
  private final BranchStore writes;
  private final StoredBranches stored;
  private final BranchWatch watch;
  private final Ticker ticker;
  private final List<Consumer<BranchName>> endListeners = new CopyOnWriteArrayList<>();

  /** Prepared when the chores were done last. Belongs to the thread that does them. */
  private Set<XaBranch> inDoubt = Set.of();

  /**
   * None yet.
   *
   * @param returned told when what a branch had received is ready again
   */
  public XaBranches(
      MessageStore store,
      Membership membership,
      Lane lane,
      Redelivery redelivery,
      Targets targets,
      Ticker ticker,
      Runnable returned) {
    this.writes = new BranchStore(membership.node(), lane, membership.ids()::next, redelivery);
    this.stored = new StoredBranches(store, lane, targets, returned);
    this.watch = new BranchWatch(membership.node(), ticker, byName::values);
    this.ticker = ticker;
  }

  /**
   * A new branch, that somebody works for.
   *
   * @param timeout after which it is rolled back unless it is prepared; zero for never
   */
  public XaBranch begin(BranchName name, Object worker, Duration timeout) {
    long deadline = timeout.isZero() ? BranchWatch.NEVER : ticker.nanos() + timeout.toNanos();
    XaBranch branch = new XaBranch(name, writes, deadline);
    branch.join(worker);
    if (byName.putIfAbsent(name, branch) != null) {
      throw new BranchException(
          Reason.THERE_ALREADY, "the branch " + name + " has begun before; join it");
    }
    if (deadline != BranchWatch.NEVER) {
      watch.begun(deadline);
    }
    return branch;
  }

  /** Whether this node works for a branch, or has prepared it and not seen its end. */
  public boolean isOpen(BranchName name) {
    return byName.containsKey(name);
  }

  /** Tells a listener when a branch is not {@link #isOpen open} any more. */
  public void onEnd(Consumer<BranchName> listener) {
    endListeners.add(listener);
  }

  /** Tells a listener no more. */
  public void offEnd(Consumer<BranchName> listener) {
    endListeners.remove(listener);
  }

  /** A branch that this node works for, or has prepared. */
  public XaBranch find(BranchName name) {
    XaBranch branch = byName.get(name);
    if (branch == null) {
      throw new BranchException(
          Reason.NOT_THERE, "the branch " + name + " is not one that this node works for");
    }
    return branch;
  }

  /**
   * Stores a branch, so that any node can end it.
   *
   * @return false if there was nothing to store, and it is over
   */
  public boolean prepare(BranchName name) {
    XaBranch branch = find(name);
    try {
      return branch.prepare();
    } finally {
      forgetIfOver(branch);
    }
  }

  /** Commits a branch that is not prepared. */
  public void commitDirectly(BranchName name) {
    XaBranch branch = find(name);
    try {
      branch.commit();
    } finally {
      forgetIfOver(branch);
    }
  }

  /** Commits a branch that is prepared, by whatever node. */
  public void commit(BranchName name) {
    XaBranch branch = byName.get(name);
    if (branch != null && !branch.isPrepared()) {
      throw new BranchException(Reason.OUT_OF_TURN, "the branch " + name + " is not prepared");
    }
    end(name, () -> stored.commit(name, false));
  }

  /** Rolls back a branch, prepared or not. */
  public void rollBack(BranchName name) {
    XaBranch branch = byName.get(name);
    if (branch == null || !branch.rollBack()) {
      end(name, () -> stored.rollBack(name, false));
    } else {
      remove(branch);
    }
  }

  /** Forgets a branch that an administrator has ended. */
  public void forget(BranchName name) {
    end(name, () -> stored.forget(name));
  }

  /** Those that are prepared, or that an administrator has ended, of the whole store. */
  public List<BranchRecord> list() {
    return stored.list();
  }

  /** An administrator commits a branch that is prepared; its manager is told when it asks. */
  public void commitByHand(BranchName name) {
    stored.commit(name, true);
  }

  /** An administrator rolls back a branch that is prepared; its manager is told when it asks. */
  public void rollBackByHand(BranchName name) {
    stored.rollBack(name, true);
  }

  /**
   * A chore: forgets what this node has prepared and others have ended. Usually nothing is in doubt
   * for two chores, and nothing is asked.
   */
  public void forgetEnded() {
    Set<XaBranch> prepared =
        byName.values().stream().filter(XaBranch::isPrepared).collect(Collectors.toSet());
    Set<XaBranch> before = inDoubt;
    inDoubt = prepared;
    List<XaBranch> lasting = prepared.stream().filter(before::contains).toList();
    if (!lasting.isEmpty()) {
      Set<BranchName> there = stored.names();
      lasting.stream().filter(branch -> !there.contains(branch.name())).forEach(this::remove);
    }
  }

  /** Rolls back what has outlived its time-out, by hand where the thread was not started. */
  public void runOnce() {
    watch.runOnce();
  }

  /** Says in the log if ending what has outlived its time-out lasts too long. */
  public void watch(Duration limit) {
    watch.watch(limit);
  }

  /** The node stops: what is not prepared is rolled back with what the node holds. */
  public void stop() {
    watch.stop();
  }

  /** Whatever came of it: only if it is worth another try does this node remember it. */
  private void end(BranchName name, Runnable step) {
    try {
      step.run();
      remove(name);
    } catch (BranchException e) {
      if (e.reason() == Reason.NOT_THERE) {
        remove(name);
      }
      throw e;
    }
  }

  private void forgetIfOver(XaBranch branch) {
    if (branch.isOver()) {
      remove(branch);
    }
  }

  private void remove(XaBranch branch) {
    if (byName.remove(branch.name(), branch)) {
      endListeners.forEach(listener -> listener.accept(branch.name()));
    }
  }

  private void remove(BranchName name) {
    XaBranch branch = byName.get(name);
    if (branch != null) {
      remove(branch);
    }
  }
}
