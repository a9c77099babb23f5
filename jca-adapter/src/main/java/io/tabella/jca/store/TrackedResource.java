package io.tabella.jca.store;

import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;
import org.jspecify.annotations.Nullable;

/** A session's resource, of which can be told whether it works for a branch. For all threads. */
public final class TrackedResource implements XAResource {

  private final XAResource resource;
  private volatile boolean working;
  private volatile boolean failed;

  /** A resource that works for no branch yet. */
  public TrackedResource(XAResource resource) {
    this.resource = resource;
  }

  /** Whether what its session does now belongs to a branch. */
  public boolean isWorking() {
    return working;
  }

  /** What its session does for the branch now must not be committed, whoever wants to. */
  public void fail() {
    failed = true;
  }

  @Override
  public void start(Xid xid, int flags) throws XAException {
    resource.start(xid, flags);
    failed &= flags == TMRESUME;
    working = true;
  }

  @Override
  public void end(Xid xid, int flags) throws XAException {
    try {
      resource.end(xid, failed && flags == TMSUCCESS ? TMFAIL : flags);
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
    return resource.setTransactionTimeout(seconds);
  }

  @Override
  public String toString() {
    return "TrackedResource[" + resource + "]";
  }
}
