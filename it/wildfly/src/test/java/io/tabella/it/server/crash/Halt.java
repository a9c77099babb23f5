package io.tabella.it.server.crash;

import com.arjuna.ats.jta.resources.EndXAResource;
import com.arjuna.ats.jta.resources.StartXAResource;
import jakarta.transaction.TransactionManager;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;

/** Where the server is to halt, as if its power was cut. */
enum Halt {
  /** Nowhere. */
  NEVER {
    @Override
    void takePartIn(TransactionManager transactions) {}
  },

  /** When all have prepared, and the transaction manager has not noted what it decided. */
  BEFORE_THE_DECISION {
    @Override
    void takePartIn(TransactionManager transactions) throws Exception {
      transactions.getTransaction().enlistResource(new LastToPrepare());
    }
  },

  /** When the decision to commit is noted, and nobody was told. */
  BEFORE_THE_COMMIT {
    @Override
    void takePartIn(TransactionManager transactions) throws Exception {
      transactions.getTransaction().enlistResource(new FirstToCommit());
    }
  };

  private static final int KILLED = 137;

  /** Makes the transaction of the calling thread one that halts there. */
  abstract void takePartIn(TransactionManager transactions) throws Exception;

  private static void halt() {
    Runtime.getRuntime().halt(KILLED);
  }

  /** Narayana asks it after all others, whoever was enlisted first. */
  private static final class LastToPrepare extends Participant implements EndXAResource {
    @Override
    public int prepare(Xid xid) {
      halt();
      return XA_OK;
    }
  }

  /** Narayana tells it before all others. Its branch is never found again: nobody recovers it. */
  @SuppressWarnings("deprecation") // a bean's own branch is enlisted before anybody else can be
  private static final class FirstToCommit extends Participant implements StartXAResource {
    @Override
    public void commit(Xid xid, boolean onePhase) {
      halt();
    }
  }

  /** Has nothing to lose. */
  private abstract static class Participant implements XAResource {

    @Override
    public void start(Xid xid, int flags) {}

    @Override
    public void end(Xid xid, int flags) {}

    @Override
    public int prepare(Xid xid) {
      return XA_OK;
    }

    @Override
    public void commit(Xid xid, boolean onePhase) throws XAException {}

    @Override
    public void rollback(Xid xid) {}

    @Override
    public void forget(Xid xid) {}

    @Override
    public Xid[] recover(int flags) {
      return new Xid[0];
    }

    @Override
    public boolean isSameRM(XAResource other) {
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
  }
}
