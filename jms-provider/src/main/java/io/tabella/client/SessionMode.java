package io.tabella.client;

import io.tabella.engine.delivery.Delivery;
import io.tabella.engine.delivery.Outlet;
import io.tabella.store.StoredMessage;
import jakarta.jms.JMSException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * What makes the difference between the four kinds of sessions: what becomes of the messages that
 * are sent and received. Jakarta Messaging 3.1, 6.2.7 and 6.2.10. Called by the session's thread,
 * {@link #close} by any.
 */
public interface SessionMode {

  /** The number that the specification has for it. */
  int acknowledgeMode();

  /** The transaction that is under way; null in a session without one. */
  default @Nullable String transactionId() {
    return null;
  }

  /** A message is about to be returned from a receive. */
  void received(Delivery delivery) throws JMSException;

  /**
   * A message is there, but {@code receiveBody} cannot give its body as it was wanted. Where the
   * session acknowledges by itself it is as if nothing had been received; elsewhere it was.
   */
  default void bodyRefused(Delivery delivery) throws JMSException {
    received(delivery);
  }

  /**
   * Refuses listeners where the session has no thread of its own for them.
   *
   * @throws jakarta.jms.IllegalStateException says what to do
   */
  default void checkListening() throws JMSException {}

  /** Shows a message to a listener. */
  void deliver(Delivery delivery, Runnable listener) throws JMSException;

  /** A message goes out. */
  void send(Outlet outlet, StoredMessage message) throws JMSException;

  /**
   * A message goes out, and nobody waits for it.
   *
   * @return completes when the message is as safe as {@link #send} would have made it, on a thread
   *     that must not wait
   */
  CompletionStage<Void> submit(Outlet outlet, StoredMessage message) throws JMSException;

  /** The application has called {@code acknowledge()} on a received message. */
  void acknowledge() throws JMSException;

  /** Delivers again what was not acknowledged. */
  void recover() throws JMSException;

  /** Commits what was sent and received. */
  void commit() throws JMSException;

  /**
   * Undoes what was sent and received.
   *
   * @param reason for the dead-letter queue; null if the application gave none
   */
  void rollback(@Nullable String reason) throws JMSException;

  /** Throws the failure of something that nobody waited for. */
  void surfaceLateFailure() throws JMSException;

  /** Waits for what is on its way, and undoes or gives back the rest. No delivery is under way. */
  void close() throws JMSException;
}
