package io.tabella.client;

import jakarta.jms.JMSConsumer;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;
import org.jspecify.annotations.Nullable;

/**
 * A consumer of the simplified API: a classic one that throws no checked exceptions. Belongs to its
 * context's thread; {@link #close} may be called by any. Jakarta Messaging 3.1, 8.
 */
final class JmsConsumer implements JMSConsumer {

  private final JmsMessageConsumer consumer;

  JmsConsumer(JmsMessageConsumer consumer) {
    this.consumer = consumer;
  }

  @Override
  public @Nullable String getMessageSelector() {
    return Unchecked.getOrNull(consumer::getMessageSelector);
  }

  @Override
  public @Nullable MessageListener getMessageListener() {
    return Unchecked.getOrNull(consumer::getMessageListener);
  }

  @Override
  public void setMessageListener(@Nullable MessageListener listener) {
    Unchecked.run(() -> consumer.setMessageListener(listener));
  }

  @Override
  public @Nullable Message receive() {
    return Unchecked.getOrNull(consumer::receive);
  }

  /** Waits at most so many milliseconds; 0 without end; less than 0 not at all. */
  @Override
  public @Nullable Message receive(long timeout) {
    return Unchecked.getOrNull(() -> consumer.receive(timeout));
  }

  @Override
  public @Nullable Message receiveNoWait() {
    return Unchecked.getOrNull(consumer::receiveNoWait);
  }

  @Override
  public <T> @Nullable T receiveBody(Class<T> wanted) {
    return Unchecked.getOrNull(() -> consumer.receiveBody(wanted, Patience.endless()));
  }

  /** Waits as {@link #receive(long)} does. */
  @Override
  public <T> @Nullable T receiveBody(Class<T> wanted, long timeout) {
    return Unchecked.getOrNull(() -> consumer.receiveBody(wanted, Patience.ofTimeout(timeout)));
  }

  @Override
  public <T> @Nullable T receiveBodyNoWait(Class<T> wanted) {
    return Unchecked.getOrNull(() -> consumer.receiveBody(wanted, Patience.none()));
  }

  @Override
  public void close() {
    Unchecked.run(consumer::close);
  }
}
