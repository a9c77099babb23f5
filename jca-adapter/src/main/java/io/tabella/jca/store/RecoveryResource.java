package io.tabella.jca.store;

import jakarta.jms.JMSException;
import jakarta.jms.XAConnection;
import java.util.concurrent.locks.ReentrantLock;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;
import org.jspecify.annotations.Nullable;

/**
 * Ends the branches of a store that are in doubt. It connects when it is used and not when it is
 * made, again after its connection was lost, and serves as long as the adapter does: a transaction
 * manager may keep it between two passes. For all threads.
 */
public final class RecoveryResource implements XAResource {

  private final Stores stores;
  private final StoreAddress address;
  private final StoreLogin login;
  private final ReentrantLock connectionLock = new ReentrantLock();
  private @Nullable XAConnection connection;
  private @Nullable XAResource resource;

  /** Connects to nothing yet. */
  public RecoveryResource(Stores stores, StoreAddress address, StoreLogin login) {
    this.stores = stores;
    this.address = address;
    this.login = login;
  }

  private interface Step<T> {
    T take(XAResource resource) throws XAException;
  }

  private <T> T with(Step<T> step) throws XAException {
    XAResource connected = connected();
    try {
      return step.take(connected);
    } catch (XAException e) {
      if (e.errorCode == XAException.XAER_RMFAIL) {
        lose(connected);
      }
      throw e;
    }
  }

  private XAResource connected() throws XAException {
    connectionLock.lock();
    try {
      XAResource known = resource;
      return known == null ? connect() : known;
    } catch (JMSException e) {
      XAException later = new XAException(e.getMessage());
      later.errorCode = XAException.XAER_RMFAIL;
      later.initCause(e);
      throw later;
    } finally {
      connectionLock.unlock();
    }
  }

  private XAResource connect() throws JMSException {
    XAConnection made = stores.connect(address, login);
    try {
      XAResource found = made.createXASession().getXAResource();
      connection = made;
      resource = found;
      return found;
    } catch (JMSException | RuntimeException e) {
      made.close();
      throw e;
    }
  }

  /** The next use connects again, unless somebody has done so meanwhile. */
  private void lose(XAResource lost) {
    connectionLock.lock();
    try {
      XAConnection old = connection;
      if (resource == lost && old != null) {
        connection = null;
        resource = null;
        old.close();
      }
    } catch (JMSException e) {
      System.getLogger(RecoveryResource.class.getName())
          .log(System.Logger.Level.DEBUG, "lost connection did not close", e);
    } finally {
      connectionLock.unlock();
    }
  }

  @Override
  public Xid[] recover(int flags) throws XAException {
    return with(it -> it.recover(flags));
  }

  @Override
  public void commit(Xid xid, boolean onePhase) throws XAException {
    with(
        it -> {
          it.commit(xid, onePhase);
          return xid;
        });
  }

  @Override
  public void rollback(Xid xid) throws XAException {
    with(
        it -> {
          it.rollback(xid);
          return xid;
        });
  }

  @Override
  public void forget(Xid xid) throws XAException {
    with(
        it -> {
          it.forget(xid);
          return xid;
        });
  }

  @Override
  public int prepare(Xid xid) throws XAException {
    return with(it -> it.prepare(xid));
  }

  @Override
  public void start(Xid xid, int flags) throws XAException {
    throw refused();
  }

  @Override
  public void end(Xid xid, int flags) throws XAException {
    throw refused();
  }

  private static XAException refused() {
    XAException failure = new XAException("this resource is for recovery, it works for no branch");
    failure.errorCode = XAException.XAER_PROTO;
    return failure;
  }

  /** Each is one of its own: nothing is worked for here that could be joined. */
  @Override
  public boolean isSameRM(@Nullable XAResource other) {
    return other == this;
  }

  @Override
  public int getTransactionTimeout() {
    return 0;
  }

  @Override
  public boolean setTransactionTimeout(int seconds) {
    return false;
  }

  @Override
  public String toString() {
    return "RecoveryResource[" + address + ", " + login + "]";
  }
}
