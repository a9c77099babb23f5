package io.tabella.client;

import io.tabella.engine.delivery.Delivery;
import io.tabella.engine.delivery.Outlet;
import io.tabella.engine.transaction.UnitOfWork;
import io.tabella.message.DeadLetter;
import io.tabella.store.StoredMessage;
import jakarta.jms.IllegalStateException;
import jakarta.jms.JMSException;
import jakarta.jms.Session;
import jakarta.jms.TransactionRolledBackException;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** SESSION_TRANSACTED: what is sent and received commits together or not at all. */
final class TransactedMode implements SessionMode {

  private static final System.Logger LOG = System.getLogger(TransactedMode.class.getName());

  private final SessionLane lane;
  private final ReentrantLock unitLock = new ReentrantLock();
  private UnitOfWork unit = new UnitOfWork();
  private List<Delivery> received = new ArrayList<>();
  private @Nullable String reason;
  private @Nullable String transactionId;

  TransactedMode(SessionLane lane) {
    this.lane = lane;
  }

  @Override
  public int acknowledgeMode() {
    return Session.SESSION_TRANSACTED;
  }

  /** Made for the first message that says it. */
  @Override
  public String transactionId() {
    unitLock.lock();
    try {
      String id = transactionId == null ? lane.newTransactionId() : transactionId;
      transactionId = id;
      return id;
    } finally {
      unitLock.unlock();
    }
  }

  @Override
  public void received(Delivery delivery) {
    unitLock.lock();
    try {
      received.add(delivery);
      acknowledge(delivery);
    } finally {
      unitLock.unlock();
    }
  }

  /** If that fails the caller gives it back, and a rollback must not do so again. */
  private void acknowledge(Delivery delivery) {
    try {
      delivery.acknowledgeIn(unit);
    } catch (RuntimeException | Error e) {
      received.remove(received.size() - 1);
      throw e;
    }
  }

  @Override
  public void deliver(Delivery delivery, Runnable listener) {
    receivedOrBack(delivery);
    try {
      listener.run();
    } catch (RuntimeException | Error e) {
      LOG.log(Level.WARNING, "listener failed; its message stays in the transaction", e);
      listenerFailed(DeadLetter.reasonOf(e));
    }
  }

  /** Of one that cannot be part of the transaction nobody else would have it. */
  private void receivedOrBack(Delivery delivery) {
    try {
      received(delivery);
    } catch (RuntimeException | Error e) {
      handBack(delivery, e);
      throw e;
    }
  }

  private void handBack(Delivery delivery, Throwable cause) {
    try {
      lane.handBack(List.of(delivery), Failures.textOf(cause));
    } catch (JMSException | RuntimeException | Error e) {
      cause.addSuppressed(e);
    }
  }

  @Override
  public void send(Outlet outlet, StoredMessage message) {
    unitLock.lock();
    try {
      outlet.sendIn(unit, message);
    } finally {
      unitLock.unlock();
    }
  }

  /** It is complete when the transaction has it: whether that is stored, the commit tells. */
  @Override
  public CompletionStage<Void> submit(Outlet outlet, StoredMessage message) {
    send(outlet, message);
    return CompletableFuture.completedFuture(null);
  }

  /** Nothing: the commit acknowledges. */
  @Override
  public void acknowledge() {}

  @Override
  public void recover() throws JMSException {
    throw new IllegalStateException(
        "recover is not for transacted sessions; call rollback.", "TRANSACTED");
  }

  @Override
  public void commit() throws JMSException {
    unitLock.lock();
    try {
      lane.commit(unit);
      begin();
    } catch (TransactionRolledBackException e) {
      undo(e);
      throw e;
    } catch (JMSException e) {
      // Nobody knows whether they are acknowledged, so they are not given back.
      begin();
      throw e;
    } finally {
      unitLock.unlock();
    }
  }

  @Override
  public void rollback(@Nullable String newReason) throws JMSException {
    unitLock.lock();
    try {
      List<Delivery> undone = received;
      String why = newReason == null ? reason : newReason;
      begin();
      lane.handBack(undone, why);
    } finally {
      unitLock.unlock();
    }
  }

  /** Nothing of a transaction is ever on its way without somebody waiting for it. */
  @Override
  public void surfaceLateFailure() {}

  @Override
  public void close() throws JMSException {
    rollback(null);
  }

  private void undo(TransactionRolledBackException cause) {
    try {
      rollback(cause.getMessage());
    } catch (JMSException e) {
      cause.addSuppressed(e);
    }
  }

  private void listenerFailed(String newReason) {
    unitLock.lock();
    try {
      reason = newReason;
    } finally {
      unitLock.unlock();
    }
  }

  private void begin() {
    unit = new UnitOfWork();
    received = new ArrayList<>();
    reason = null;
    transactionId = null;
  }
}
