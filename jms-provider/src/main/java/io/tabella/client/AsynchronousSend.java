package io.tabella.client;

import jakarta.jms.CompletionListener;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import org.jspecify.annotations.Nullable;

/** A send whose outcome a listener is told. Any thread may end it; one calls the listener then. */
final class AsynchronousSend {

  private final JmsMessageProducer producer;
  private final Message message;
  private final CompletionListener listener;
  private volatile @Nullable JMSException failure;
  private volatile boolean ended;

  AsynchronousSend(JmsMessageProducer producer, Message message, CompletionListener listener) {
    this.producer = producer;
    this.message = message;
    this.listener = listener;
  }

  JmsMessageProducer producer() {
    return producer;
  }

  /**
   * It is known how it ended.
   *
   * @param cause null if the message is sent
   */
  void end(@Nullable Throwable cause) {
    failure = cause == null ? null : Failures.translate("The message was not sent", cause);
    ended = true;
  }

  boolean hasEnded() {
    return ended;
  }

  /** Tells the listener how it ended. */
  void tell() {
    JMSException cause = failure;
    if (cause == null) {
      listener.onCompletion(message);
    } else {
      listener.onException(message, cause);
    }
  }
}
