package io.tabella.client.join;

import io.tabella.client.SessionMode;
import io.tabella.engine.delivery.Delivery;
import io.tabella.engine.delivery.Outlet;
import io.tabella.store.StoredMessage;
import jakarta.jms.IllegalStateException;
import jakarta.jms.JMSException;
import jakarta.jms.Session;
import jakarta.jms.TransactionInProgressException;
import java.sql.Connection;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The mode of a joined session: in a transaction of the caller, what is sent and received is that
 * transaction's; outside, it is as in the mode that the application asked for.
 */
final class JoinedMode implements SessionMode {

  private final SessionMode outside;
  private final Surroundings surroundings;
  private final CallersWork work;

  JoinedMode(SessionMode outside, Surroundings surroundings, CallersWork work) {
    this.outside = outside;
    this.surroundings = surroundings;
    this.work = work;
  }

  @Override
  public int acknowledgeMode() {
    return surroundings.isFixed() ? Session.SESSION_TRANSACTED : outside.acknowledgeMode();
  }

  @Override
  public @Nullable String transactionId() {
    return surroundings.isFixed() ? null : outside.transactionId();
  }

  // Receiving.

  @Override
  public void received(Delivery delivery) throws JMSException {
    if (!isJoined(delivery)) {
      outside.received(delivery);
    }
  }

  @Override
  public void bodyRefused(Delivery delivery) throws JMSException {
    if (!isJoined(delivery)) {
      outside.bodyRefused(delivery);
    }
  }

  private boolean isJoined(Delivery delivery) throws JMSException {
    Connection connection = entered(delivery);
    if (connection == null) {
      return false;
    }
    try {
      work.receive(connection, delivery);
    } finally {
      surroundings.leave(connection);
    }
    return true;
  }

  /** If nobody can tell, nobody has received it. */
  private @Nullable Connection entered(Delivery delivery) throws JMSException {
    try {
      return surroundings.enter();
    } catch (JMSException | RuntimeException e) {
      delivery.putBack();
      throw e;
    }
  }

  /** The thread that calls it has no transaction of the caller. */
  @Override
  public void deliver(Delivery delivery, Runnable listener) throws JMSException {
    outside.deliver(delivery, listener);
  }

  @Override
  public void checkListening() throws JMSException {
    if (surroundings.isFixed()) {
      throw new IllegalStateException(
          "A session in the transaction of your connection does not deliver to listeners, whose"
              + " thread would use the connection beside yours; call receive instead.",
          "JOINED");
    }
    outside.checkListening();
  }

  // Sending.

  @Override
  public void send(Outlet outlet, StoredMessage message) throws JMSException {
    if (!isJoined(outlet, message)) {
      outside.send(outlet, message);
    }
  }

  /** In a transaction it is complete when that has it. */
  @Override
  public CompletionStage<Void> submit(Outlet outlet, StoredMessage message) throws JMSException {
    return isJoined(outlet, message)
        ? CompletableFuture.completedFuture(null)
        : outside.submit(outlet, message);
  }

  private boolean isJoined(Outlet outlet, StoredMessage message) throws JMSException {
    Connection connection = surroundings.enter();
    if (connection == null) {
      return false;
    }
    try {
      work.send(connection, outlet, message);
    } finally {
      surroundings.leave(connection);
    }
    return true;
  }

  // What was done outside.

  @Override
  public void acknowledge() throws JMSException {
    if (!surroundings.isFixed()) {
      outside.acknowledge();
    }
  }

  @Override
  public void recover() throws JMSException {
    if (surroundings.isFixed()) {
      throw new IllegalStateException(
          "recover is not for transacted sessions; roll back on your connection.", "TRANSACTED");
    }
    outside.recover();
  }

  @Override
  public void commit() throws JMSException {
    refuse("commit");
    outside.commit();
  }

  @Override
  public void rollback(@Nullable String reason) throws JMSException {
    refuse("rollback");
    outside.rollback(reason);
  }

  private void refuse(String method) throws JMSException {
    if (surroundings.isFixed()) {
      throw new TransactionInProgressException(
          "The transaction is that of your java.sql.Connection; call "
              + method
              + "() there, and what this session has sent and received goes with it.",
          "JOINED");
    }
  }

  @Override
  public void surfaceLateFailure() throws JMSException {
    outside.surfaceLateFailure();
  }

  /** What became of transactions the node finds out. */
  @Override
  public void close() throws JMSException {
    outside.close();
  }
}
