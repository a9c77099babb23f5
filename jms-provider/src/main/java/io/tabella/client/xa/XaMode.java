package io.tabella.client.xa;

import io.tabella.client.SessionMode;
import io.tabella.engine.branch.XaBranch;
import io.tabella.engine.delivery.Delivery;
import io.tabella.engine.delivery.Outlet;
import io.tabella.message.DeadLetter;
import io.tabella.store.StoredMessage;
import jakarta.jms.IllegalStateException;
import jakarta.jms.JMSException;
import jakarta.jms.Session;
import jakarta.jms.TransactionInProgressException;
import java.lang.System.Logger.Level;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The mode of an XA session: in a branch, what is sent and received is the branch's; outside, it is
 * as in AUTO_ACKNOWLEDGE.
 */
final class XaMode implements SessionMode {

  private static final System.Logger LOG = System.getLogger(XaMode.class.getName());

  private final SessionMode outside;
  private final Enlisted enlisted;

  XaMode(SessionMode outside, Enlisted enlisted) {
    this.outside = outside;
    this.enlisted = enlisted;
  }

  /** The session says that it is transacted, in a branch or not: the specification wants it so. */
  @Override
  public int acknowledgeMode() {
    return Session.SESSION_TRANSACTED;
  }

  @Override
  public void received(Delivery delivery) throws JMSException {
    XaBranch branch = enlisted.branch();
    if (branch == null) {
      outside.received(delivery);
    } else {
      branch.receive(delivery);
    }
  }

  @Override
  public void bodyRefused(Delivery delivery) throws JMSException {
    XaBranch branch = enlisted.branch();
    if (branch == null) {
      outside.bodyRefused(delivery);
    } else {
      branch.receive(delivery);
    }
  }

  @Override
  public void deliver(Delivery delivery, Runnable listener) throws JMSException {
    XaBranch branch = enlisted.branch();
    if (branch == null) {
      outside.deliver(delivery, listener);
      return;
    }
    try {
      branch.receive(delivery);
    } catch (RuntimeException e) {
      // Rolled back meanwhile: nobody has seen it.
      delivery.putBack();
      throw e;
    }
    try {
      listener.run();
    } catch (RuntimeException | Error e) {
      // Whoever runs the session has let this through, and has told it.
      LOG.log(Level.DEBUG, "listener failed; its message stays in the transaction", e);
      branch.failedBecause(DeadLetter.reasonOf(e));
    }
  }

  @Override
  public void send(Outlet outlet, StoredMessage message) throws JMSException {
    XaBranch branch = enlisted.branch();
    if (branch == null) {
      outside.send(outlet, message);
    } else {
      branch.send(outlet, message);
    }
  }

  /** In a branch it is complete when the branch has it. */
  @Override
  public CompletionStage<Void> submit(Outlet outlet, StoredMessage message) throws JMSException {
    XaBranch branch = enlisted.branch();
    if (branch == null) {
      return outside.submit(outlet, message);
    }
    branch.send(outlet, message);
    return CompletableFuture.completedFuture(null);
  }

  /** Nothing: the branch acknowledges, or it was acknowledged before. */
  @Override
  public void acknowledge() {}

  @Override
  public void recover() throws JMSException {
    if (enlisted.branch() != null) {
      throw new IllegalStateException(
          "recover is not for transacted sessions; the transaction manager rolls back.",
          "TRANSACTED");
    }
    outside.recover();
  }

  @Override
  public void commit() throws JMSException {
    throw managed("commit");
  }

  @Override
  public void rollback(@Nullable String reason) throws JMSException {
    throw managed("rollback");
  }

  static TransactionInProgressException managed(String method) {
    return new TransactionInProgressException(
        method
            + " is not for XA sessions: their transactions are ended by a transaction manager,"
            + " through the XAResource.",
        "XA");
  }

  @Override
  public void surfaceLateFailure() throws JMSException {
    if (enlisted.branch() == null) {
      outside.surfaceLateFailure();
    }
  }

  /** What becomes of branches is for their transaction manager to say, later. */
  @Override
  public void close() throws JMSException {
    outside.close();
  }
}
