package io.tabella.engine.branch;

import io.tabella.engine.branch.BranchException.Reason;
import io.tabella.engine.delivery.Delivery;
import io.tabella.engine.delivery.Outlet;
import io.tabella.engine.transaction.UnitOfWork;
import io.tabella.store.BranchName;
import io.tabella.store.StoredMessage;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A branch that this node works for, and what it has sent and received until it is prepared. For
 * all threads.
 */
public final class XaBranch {

  private enum State {
    /** Takes what is sent and received. */
    OPEN,
    /** Has failed or timed out: what it had is given back, and it can only be rolled back. */
    DOOMED,
    /** The database has it, as far as is known. */
    PREPARED,
    /** Ended. */
    OVER
  }

  private final BranchName name;
  private final BranchStore store;
  private final long deadline;
  private final ReentrantLock branchLock = new ReentrantLock();
  private final Set<Object> working = new HashSet<>();
  private final Set<Object> suspended = new HashSet<>();

  /** Changed under the lock; read without by who must not wait for the database. */
  private volatile State state = State.OPEN;

  private Reason doom = Reason.FAILED;
  private UnitOfWork work = new UnitOfWork();
  private List<Delivery> received = new ArrayList<>();
  private @Nullable String reason;

  /**
   * A branch that nobody works for yet.
   *
   * @param deadline by the ticker; {@link BranchWatch#NEVER} if it has none
   */
  XaBranch(BranchName name, BranchStore store, long deadline) {
    this.name = name;
    this.store = store;
    this.deadline = deadline;
  }

  /** Its transaction manager's name for it. */
  public BranchName name() {
    return name;
  }

  long deadline() {
    return deadline;
  }

  // Who works for it.

  /**
   * Somebody begins to work for it.
   *
   * @throws BranchException if it is doomed, or prepared
   */
  public void join(Object worker) {
    guarded(
        () -> {
          checkOpen();
          require(!suspended.contains(worker), "is suspended there, and has to be resumed");
          return working.add(worker);
        });
  }

  /** Somebody who works for it stops for a while. */
  public void suspend(Object worker) {
    guarded(
        () -> {
          require(working.remove(worker), "is not being worked for there");
          return suspended.add(worker);
        });
  }

  /** Somebody goes on who has stopped. */
  public void resume(Object worker) {
    guarded(
        () -> {
          require(suspended.contains(worker), "is not suspended there");
          checkOpen();
          suspended.remove(worker);
          return working.add(worker);
        });
  }

  /**
   * Somebody works for it no more.
   *
   * @param failed whether it must not be committed
   * @throws BranchException also if it is doomed, and was before; the worker has left all the same
   */
  public void leave(Object worker, boolean failed) {
    guarded(
        () -> {
          require(
              working.remove(worker) || suspended.remove(worker), "is not being worked for there");
          if (failed) {
            doom(Reason.FAILED, "its work has failed (TMFAIL)");
          } else if (state == State.DOOMED) {
            throw doomed();
          }
          return failed;
        });
  }

  // Its work.

  /** Sends a message when it is committed. */
  public void send(Outlet outlet, StoredMessage message) {
    guarded(
        () -> {
          checkOpen();
          outlet.sendIn(work, message);
          return message;
        });
  }

  /** Acknowledges a message when it is committed; if this throws it is still the caller's. */
  public void receive(Delivery delivery) {
    guarded(
        () -> {
          checkOpen();
          return received.add(delivery);
        });
  }

  /** A listener has failed: what to say in the dead-letter queue, should this be rolled back. */
  public void failedBecause(String why) {
    guarded(() -> reason = why);
  }

  // How it ends.

  /**
   * Stores it.
   *
   * @return false if there was nothing to store, and it is over
   */
  boolean prepare() {
    return guarded(
        () -> {
          checkIdle();
          if (work.isEmpty() && received.isEmpty()) {
            state = State.OVER;
            return false;
          }
          state = State.OVER;
          try {
            store.prepare(name, work, received);
          } catch (BranchException e) {
            state = afterFailed(e.reason());
            throw e;
          }
          state = State.PREPARED;
          // The database has it, and it may stay in doubt for long.
          work = new UnitOfWork();
          received = new ArrayList<>();
          return true;
        });
  }

  private static State afterFailed(Reason prepare) {
    return switch (prepare) {
      case TRY_LATER -> State.OPEN;
      case UNKNOWN -> State.PREPARED;
      default -> State.OVER;
    };
  }

  /** Commits all that it has done at once. */
  void commit() {
    guarded(
        () -> {
          checkIdle();
          state = State.OVER;
          store.commitDirectly(work, received, reason);
          return state;
        });
  }

  /**
   * Gives back what it has received; who still works for it can do nothing more. A transaction that
   * times out is rolled back by a thread of its manager, which does not tell all who work for it.
   *
   * @return false if it is prepared, so that the store has to do it
   */
  boolean rollBack() {
    return guarded(
        () -> {
          if (state == State.PREPARED) {
            return false;
          }
          giveBack(reason);
          state = State.OVER;
          return true;
        });
  }

  /**
   * Rolls it back if its time is over.
   *
   * @return false if it is just being prepared or ended, so that another look is needed
   */
  boolean expire(long now) {
    if (deadline == BranchWatch.NEVER || now - deadline < 0) {
      return true;
    }
    boolean free = branchLock.tryLock();
    if (free) {
      try {
        doom(Reason.TIMED_OUT, "its transaction timed out");
      } finally {
        branchLock.unlock();
      }
    }
    return free;
  }

  boolean isPrepared() {
    return state == State.PREPARED;
  }

  /** Whether it has ended, and nobody can work for it. */
  public boolean isOver() {
    return state == State.OVER;
  }

  private void doom(Reason why, String text) {
    if (state == State.OPEN) {
      state = State.DOOMED;
      doom = why;
      giveBack(reason == null ? text : reason);
    }
  }

  private void giveBack(@Nullable String why) {
    List<Delivery> undone = received;
    received = new ArrayList<>();
    work = new UnitOfWork();
    store.handBack(undone, why);
  }

  private void checkOpen() {
    if (state == State.DOOMED) {
      throw doomed();
    }
    require(state == State.OPEN, "is prepared or ended");
  }

  private void checkIdle() {
    require(working.isEmpty() && suspended.isEmpty(), "is still being worked for");
    if (state == State.DOOMED) {
      state = State.OVER;
      throw doomed();
    }
    require(state == State.OPEN, "is prepared or ended already");
  }

  private BranchException doomed() {
    return new BranchException(
        doom,
        "the branch "
            + name
            + " is rolled back: "
            + (doom == Reason.TIMED_OUT ? "it outlived its time-out" : "its work has failed"));
  }

  private void require(boolean condition, String problem) {
    if (!condition) {
      throw new BranchException(Reason.OUT_OF_TURN, "the branch " + name + " " + problem);
    }
  }

  private <T extends @Nullable Object> T guarded(Supplier<T> step) {
    branchLock.lock();
    try {
      return step.get();
    } finally {
      branchLock.unlock();
    }
  }
}
