package io.tabella.it.crash.role;

import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;

/** A resource at which this JVM halts, as if it was killed. */
final class HaltingResource implements XAResource {

  private static final int KILLED = 137;

  private final XAResource real;
  private final CrashPoint point;
  private final int place;

  HaltingResource(XAResource real, CrashPoint point, int place) {
    this.real = real;
    this.point = point;
    this.place = place;
  }

  private void haltAt(String step) {
    if (point.name().equals(step + "_" + place)) {
      Runtime.getRuntime().halt(KILLED);
    }
  }

  @Override
  public int prepare(Xid xid) throws XAException {
    haltAt("BEFORE_PREPARE");
    int vote = real.prepare(xid);
    haltAt("AFTER_PREPARE");
    return vote;
  }

  @Override
  public void commit(Xid xid, boolean onePhase) throws XAException {
    haltAt("BEFORE_COMMIT");
    real.commit(xid, onePhase);
    haltAt("AFTER_COMMIT");
  }

  @Override
  public void rollback(Xid xid) throws XAException {
    real.rollback(xid);
  }

  @Override
  public void forget(Xid xid) throws XAException {
    real.forget(xid);
  }

  @Override
  public void start(Xid xid, int flags) throws XAException {
    real.start(xid, flags);
  }

  @Override
  public void end(Xid xid, int flags) throws XAException {
    real.end(xid, flags);
  }

  @Override
  public Xid[] recover(int flag) throws XAException {
    return real.recover(flag);
  }

  @Override
  public boolean isSameRM(XAResource other) throws XAException {
    return real.isSameRM(other instanceof HaltingResource halting ? halting.real : other);
  }

  @Override
  public int getTransactionTimeout() throws XAException {
    return real.getTransactionTimeout();
  }

  @Override
  public boolean setTransactionTimeout(int seconds) throws XAException {
    return real.setTransactionTimeout(seconds);
  }
}
