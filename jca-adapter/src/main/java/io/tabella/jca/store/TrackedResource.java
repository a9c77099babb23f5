package io.tabella.jca.store;

import java.lang.System.Logger.Level;
import java.util.Arrays;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;
import org.jspecify.annotations.Nullable;

/**
 * A session's resource, which knows whether it works for a branch, and whether the thread that has
 * begun that still thinks so: a transaction that times out is ended by another thread. It may have
 * a time limit of its own. For all threads.
 */
public final class TrackedResource implements XAResource {

  private static final System.Logger LOG = System.getLogger(TrackedResource.class.getName());

  private static final int NO_LIMIT = 0;

  private final XAResource resource;
  private final int limit;
  private volatile @Nullable Xid working;
  private volatile @Nullable Xid failed;
  private volatile long worker;
  private volatile boolean orphaned;

  /** A resource that works for no branch yet. */
  public TrackedResource(XAResource resource) {
    this(resource, NO_LIMIT);
  }

  private TrackedResource(XAResource resource, int limit) {
    this.resource = resource;
    this.limit = limit;
  }

  /**
   * A resource whose branches may take so many seconds, and less if the transaction manager says
   * so. Many tell each resource the time-out of the transaction, and would lift the limit.
   *
   * @param limit 0 for none
   */
  public static TrackedResource within(int limit, XAResource resource) throws XAException {
    TrackedResource limited = new TrackedResource(resource, limit);
    if (limit != NO_LIMIT) {
      resource.setTransactionTimeout(limit);
    }
    return limited;
  }

  /** Whether what its session does now belongs to a branch. */
  public boolean isWorking() {
    return working != null;
  }

  /**
   * Whether its branch was ended behind the back of the thread that worked for it, and does not
   * seem to be committed. What that thread does now would be in no transaction.
   */
  public boolean isOrphaned() {
    return orphaned;
  }

  /** The session goes to somebody else; if it works for a branch, that is rolled back. */
  public void reset() {
    orphaned = false;
    Xid left = working;
    if (left != null) {
      try {
        end(left, TMFAIL);
      } catch (XAException e) {
        LOG.log(Level.DEBUG, "the branch that a session had worked for was over", e);
      }
      orphaned = false;
    }
  }

  /** What its session does for the branch now must not be committed, whoever wants to. */
  public void fail() {
    failed = working;
  }

  @Override
  public void start(Xid xid, int flags) throws XAException {
    resource.start(xid, flags);
    if (flags != TMRESUME) {
      failed = null;
    }
    working = xid;
    worker = Thread.currentThread().getId();
    orphaned = false;
  }

  @Override
  public void end(Xid xid, int flags) throws XAException {
    try {
      resource.end(xid, flags);
    } finally {
      working = null;
      orphaned = flags != TMSUSPEND && worker != Thread.currentThread().getId();
    }
  }

  @Override
  public int prepare(Xid xid) throws XAException {
    refuseFailed(xid);
    orphaned = false;
    return resource.prepare(xid);
  }

  @Override
  public void commit(Xid xid, boolean onePhase) throws XAException {
    refuseFailed(xid);
    orphaned = false;
    resource.commit(xid, onePhase);
  }

  private void refuseFailed(Xid xid) throws XAException {
    Xid bad = failed;
    if (bad == null || !isSame(bad, xid)) {
      return;
    }
    failed = null;
    XAException refusal = new XAException("what was done in this branch has failed");
    refusal.errorCode = XAException.XA_RBROLLBACK;
    try {
      resource.rollback(xid);
    } catch (XAException e) {
      refusal.addSuppressed(e);
    }
    throw refusal;
  }

  private static boolean isSame(Xid one, Xid other) {
    return one.getFormatId() == other.getFormatId()
        && Arrays.equals(one.getGlobalTransactionId(), other.getGlobalTransactionId())
        && Arrays.equals(one.getBranchQualifier(), other.getBranchQualifier());
  }

  @Override
  public void rollback(Xid xid) throws XAException {
    resource.rollback(xid);
  }

  @Override
  public void forget(Xid xid) throws XAException {
    resource.forget(xid);
  }

  @Override
  public Xid[] recover(int flags) throws XAException {
    return resource.recover(flags);
  }

  @Override
  public boolean isSameRM(@Nullable XAResource other) throws XAException {
    return resource.isSameRM(other instanceof TrackedResource that ? that.resource : other);
  }

  @Override
  public int getTransactionTimeout() throws XAException {
    return resource.getTransactionTimeout();
  }

  @Override
  public boolean setTransactionTimeout(int seconds) throws XAException {
    boolean isLess = limit == NO_LIMIT || (seconds > 0 && seconds < limit);
    return resource.setTransactionTimeout(isLess ? seconds : limit);
  }

  @Override
  public String toString() {
    return "TrackedResource[" + resource + "]";
  }
}
