package io.tabella.jca.store;

import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;
import org.jspecify.annotations.Nullable;

/**
 * A session's resource, of which can be told whether it works for a branch. It may have a time
 * limit of its own. For all threads.
 */
public final class TrackedResource implements XAResource {

  private static final int NO_LIMIT = 0;

  private final XAResource resource;
  private final int limit;
  private volatile boolean working;

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
    return working;
  }

  @Override
  public void start(Xid xid, int flags) throws XAException {
    resource.start(xid, flags);
    working = true;
  }

  @Override
  public void end(Xid xid, int flags) throws XAException {
    try {
      resource.end(xid, flags);
    } finally {
      working = false;
    }
  }

  @Override
  public int prepare(Xid xid) throws XAException {
    return resource.prepare(xid);
  }

  @Override
  public void commit(Xid xid, boolean onePhase) throws XAException {
    resource.commit(xid, onePhase);
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
