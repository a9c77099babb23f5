package io.tabella.client.xa;

import io.tabella.engine.branch.XaBranch;
import io.tabella.engine.branch.XaBranches;
import io.tabella.store.BranchName;
import io.tabella.store.BranchRecord;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;
import org.jspecify.annotations.Nullable;

/**
 * What a transaction manager ends a session's branches with, and those of the whole store. It
 * serves as long as its node does, even when the session is closed. For all threads; a session
 * works for one branch at a time.
 */
final class JmsXAResource implements XAResource {

  private final XaBranches branches;
  private final Enlisted enlisted;
  private final Consumer<BranchName> working;
  private final AtomicBoolean scanning = new AtomicBoolean();
  private volatile int timeoutSeconds;

  /**
   * The resource of a session.
   *
   * @param working told which branches it works for
   */
  JmsXAResource(XaBranches branches, Enlisted enlisted, Consumer<BranchName> working) {
    this.branches = branches;
    this.enlisted = enlisted;
    this.working = working;
  }

  // Who works for a branch.

  @Override
  public void start(@Nullable Xid xid, int flags) throws XAException {
    BranchName name = BranchXid.nameOf(xid);
    check(
        flags == TMNOFLAGS || flags == TMJOIN || flags == TMRESUME,
        "start takes TMNOFLAGS, TMJOIN or TMRESUME");
    XaBranch current = enlisted.branch();
    if (current != null && !current.isOver()) {
      throw XaFailures.of(
          XAException.XAER_PROTO, "the session works for another branch; end or suspend that");
    }
    translated(
        () -> {
          enlisted.enter(begun(name, flags));
          working.accept(name);
          return name;
        });
  }

  private XaBranch begun(BranchName name, int flags) {
    if (flags == TMNOFLAGS) {
      return branches.begin(name, this, Duration.ofSeconds(timeoutSeconds));
    }
    XaBranch branch = branches.find(name);
    if (flags == TMJOIN) {
      branch.join(this);
    } else {
      branch.resume(this);
    }
    return branch;
  }

  @Override
  public void end(@Nullable Xid xid, int flags) throws XAException {
    BranchName name = BranchXid.nameOf(xid);
    check(
        flags == TMSUCCESS || flags == TMFAIL || flags == TMSUSPEND,
        "end takes TMSUCCESS, TMFAIL or TMSUSPEND");
    translated(
        () -> {
          try {
            XaBranch branch = branches.find(name);
            if (flags == TMSUSPEND) {
              branch.suspend(this);
            } else {
              branch.leave(this, flags == TMFAIL);
            }
          } finally {
            // Even if it was rolled back meanwhile, and is not there any more.
            enlisted.leave(name);
          }
          return name;
        });
  }

  // How a branch ends.

  @Override
  public int prepare(@Nullable Xid xid) throws XAException {
    BranchName name = BranchXid.nameOf(xid);
    return translated(() -> branches.prepare(name) ? XA_OK : XA_RDONLY);
  }

  @Override
  public void commit(@Nullable Xid xid, boolean onePhase) throws XAException {
    BranchName name = BranchXid.nameOf(xid);
    translated(
        () -> {
          if (onePhase) {
            branches.commitDirectly(name);
          } else {
            branches.commit(name);
          }
          return name;
        });
  }

  @Override
  public void rollback(@Nullable Xid xid) throws XAException {
    BranchName name = BranchXid.nameOf(xid);
    translated(
        () -> {
          branches.rollBack(name);
          return name;
        });
  }

  @Override
  public void forget(@Nullable Xid xid) throws XAException {
    BranchName name = BranchXid.nameOf(xid);
    translated(
        () -> {
          branches.forget(name);
          return name;
        });
  }

  /** All branches of the store that are in doubt or ended by hand, at the beginning of a scan. */
  @Override
  public Xid[] recover(int flags) throws XAException {
    check((flags & ~(TMSTARTRSCAN | TMENDRSCAN)) == 0, "recover takes TMSTARTRSCAN and TMENDRSCAN");
    boolean begins = (flags & TMSTARTRSCAN) != 0;
    boolean ends = (flags & TMENDRSCAN) != 0;
    check(begins || ends || scanning.get(), "a scan begins with TMSTARTRSCAN");
    Xid[] found = begins ? translated(this::all) : new Xid[0];
    scanning.set(!ends);
    return found;
  }

  private Xid[] all() {
    return branches.list().stream().map(BranchRecord::name).map(BranchXid::new).toArray(Xid[]::new);
  }

  // What it is.

  /** The same node: what is done for a branch lies in its memory until it is prepared. */
  @Override
  public boolean isSameRM(@Nullable XAResource other) {
    return other instanceof JmsXAResource resource && resource.branches == branches;
  }

  /** Seconds; 0 if branches of this resource may live for ever. */
  @Override
  public int getTransactionTimeout() {
    return timeoutSeconds;
  }

  /** For branches that are begun from now on. */
  @Override
  public boolean setTransactionTimeout(int seconds) throws XAException {
    check(seconds >= 0, "a time-out must not be negative");
    timeoutSeconds = seconds;
    return true;
  }

  private static void check(boolean valid, String rule) throws XAException {
    if (!valid) {
      throw XaFailures.of(XAException.XAER_INVAL, rule);
    }
  }

  private interface Step<T> {
    T take();
  }

  private static <T> T translated(Step<T> step) throws XAException {
    try {
      return step.take();
    } catch (RuntimeException e) {
      throw XaFailures.translate(e);
    }
  }
}
