package io.tabella.client;

import io.tabella.engine.delivery.LaterOutlet;
import io.tabella.engine.delivery.Outlet;
import io.tabella.engine.lease.StoreClock;
import io.tabella.message.MessageCodec;
import io.tabella.message.Sending;
import io.tabella.message.Signature;
import io.tabella.store.StoredMessage;
import jakarta.jms.CompletionListener;
import jakarta.jms.IllegalStateException;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.ResourceAllocationException;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What a session's producers send: encoded in the sender's thread, so that it goes out as it was
 * then. Belongs to the session's thread.
 */
final class SessionSends {

  private final JmsConnection connection;
  private final MessageCodec codec;
  private final SessionMode mode;
  private final AsynchronousSends asynchronous;
  private final ListenerDispatch dispatch;

  SessionSends(
      JmsConnection connection,
      MessageCodec codec,
      SessionMode mode,
      AsynchronousSends asynchronous,
      ListenerDispatch dispatch) {
    this.connection = connection;
    this.codec = codec;
    this.mode = mode;
    this.asynchronous = asynchronous;
    this.dispatch = dispatch;
  }

  /** What a send that begins now gives to its message. */
  Sending sending(boolean persistent, int priority, long timeToLive, long deliveryDelay) {
    StoreClock clock = connection.node().clock();
    long now = clock.now();
    long expiresAt = timeToLive == 0 || timeToLive > Long.MAX_VALUE - now ? 0 : now + timeToLive;
    long deliveryAt = now + Math.min(deliveryDelay, Long.MAX_VALUE - now);
    return new Sending(
        connection.node().newMessageId(), now, expiresAt, priority, persistent, deliveryAt);
  }

  /** Sends, and returns when the message is as safe as its delivery mode asks for. */
  void send(Address to, @Nullable Message message, Sending sending) throws JMSException {
    Outlet outlet = outlet(to, sending, message);
    StoredMessage stored = prepare(to, message, sending);
    try {
      mode.send(outlet, stored);
    } catch (RuntimeException e) {
      throw Failures.translate("The message was not sent", e);
    }
  }

  /** Sends, and returns at once; the listener is told how it ended. */
  void submit(
      JmsMessageProducer producer,
      Address to,
      Message message,
      Sending sending,
      CompletionListener listener)
      throws JMSException {
    Outlet outlet = outlet(to, sending, message);
    StoredMessage stored = prepare(to, message, sending);
    dispatch.ensureRunning();
    asynchronous.submit(
        new AsynchronousSend(producer, message, listener), () -> submit(outlet, stored));
  }

  private CompletionStage<Void> submit(Outlet outlet, StoredMessage stored) throws JMSException {
    try {
      return mode.submit(outlet, stored);
    } catch (RuntimeException e) {
      throw Failures.translate("The message was not sent", e);
    }
  }

  private StoredMessage prepare(Address to, @Nullable Message message, Sending sending)
      throws JMSException {
    mode.surfaceLateFailure();
    Signature signature = connection.signature(mode);
    StoredMessage stored = codec.encode(message, sending, signature);
    checkSize(stored.size());
    if (message != null) {
      sending.writeTo(message, to.destination());
      signature.writeTo(message);
    }
    return stored;
  }

  private void checkSize(long bytes) throws ResourceAllocationException {
    long limit = connection.config().maxMessageBytes();
    if (bytes > limit) {
      throw new ResourceAllocationException(
          "The message was not sent: it has about "
              + bytes
              + " bytes, and the setting maxMessageBytes allows "
              + limit
              + ". Send it in parts, or raise the setting.",
          "TOO_LARGE");
    }
  }

  /**
   * Returns when the asynchronous sends are complete.
   *
   * @param method who asks, which a completion listener must not call
   */
  void complete(String method) throws IllegalStateException {
    asynchronous.refuseInListener(method, "session");
    awaitNone(send -> true);
  }

  /** Refuses the close of a producer that would wait for the listener that calls it. */
  void refuseClose() throws IllegalStateException {
    asynchronous.refuseInListener("close", "session's producers");
  }

  /** Returns when the asynchronous sends of a producer are complete. */
  void completeOf(JmsMessageProducer producer) {
    awaitNone(send -> send.producer() == producer);
  }

  private void awaitNone(Predicate<AsynchronousSend> kind) {
    if (dispatch.turn().isMine()) {
      asynchronous.callUntilNone(kind);
    } else {
      asynchronous.awaitNone(kind);
    }
  }

  /** From now on no asynchronous send begins. Returns when all are complete. */
  void end() {
    asynchronous.close();
  }

  private static Outlet outlet(Address to, Sending sending, @Nullable Message message)
      throws JMSException {
    String duplicateId = message == null ? null : DuplicateId.of(message);
    Outlet outlet = duplicateId == null ? to.outlet() : to.outlet().once(duplicateId);
    return sending.isLater() ? new LaterOutlet(outlet, sending.deliveryAt()) : outlet;
  }
}
