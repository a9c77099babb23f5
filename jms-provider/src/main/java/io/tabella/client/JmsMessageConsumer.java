package io.tabella.client;

import io.tabella.destination.JmsDestination;
import io.tabella.engine.delivery.Delivery;
import io.tabella.engine.delivery.Reader;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageListener;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A consumer. Belongs to its session's thread; {@link #close} may be called by any. Jakarta
 * Messaging 3.1, 8.
 */
abstract sealed class JmsMessageConsumer
    implements MessageConsumer, ListenerDispatch.Turn, Provenance
    permits JmsQueueReceiver, JmsTopicSubscriber {

  private final SessionCore session;
  private final JmsDestination destination;
  private final @Nullable String selector;
  private final Reader reader;
  private final Life life = new Life("consumer");
  private final ReentrantLock stateLock = new ReentrantLock();
  private final DeliveryGate gate = new DeliveryGate(this::mayDeliver);
  private volatile @Nullable MessageListener listener;

  /**
   * A consumer.
   *
   * @param destination what it was made for
   * @param selector its text; null if it has none
   * @param reader gives it the messages
   */
  JmsMessageConsumer(
      SessionCore session, JmsDestination destination, @Nullable String selector, Reader reader) {
    this.session = session;
    this.destination = destination;
    this.selector = selector;
    this.reader = reader;
  }

  /** What it was made for. */
  final JmsDestination destination() {
    return destination;
  }

  /** Refuses calls on a closed consumer. */
  final void check() throws JMSException {
    life.check();
  }

  @Override
  public @Nullable String getMessageSelector() throws JMSException {
    life.check();
    return selector;
  }

  @Override
  public @Nullable MessageListener getMessageListener() throws JMSException {
    life.check();
    return listener;
  }

  @Override
  public void setMessageListener(@Nullable MessageListener newListener) throws JMSException {
    life.check();
    session.check();
    if (newListener != null) {
      session.checkListening();
    }
    listener = newListener;
    if (newListener == null) {
      reader.stopWaiting();
    } else {
      session.beginListening();
    }
  }

  @Override
  public @Nullable Message receive() throws JMSException {
    return receive(Patience.endless(), this::messageOf);
  }

  /** Waits at most so many milliseconds; 0 without end; less than 0 not at all. */
  @Override
  public @Nullable Message receive(long timeout) throws JMSException {
    return receive(Patience.ofTimeout(timeout), this::messageOf);
  }

  @Override
  public @Nullable Message receiveNoWait() throws JMSException {
    return receive(Patience.none(), this::messageOf);
  }

  /**
   * Receives a message for its body.
   *
   * @return null if none came in time
   * @throws jakarta.jms.MessageFormatException if it has no body, or not of this class
   */
  final <T> @Nullable T receiveBody(Class<T> wanted, Patience patience) throws JMSException {
    Objects.requireNonNull(wanted, "receiveBody needs a class, such as String.class");
    return receive(patience, delivery -> session.receiveBody(delivery, this, wanted));
  }

  private Message messageOf(Delivery delivery) throws JMSException {
    return session.receive(delivery, this);
  }

  /** Makes of a delivery what the caller of a receive gets. */
  private interface Receipt<R> {
    R of(Delivery delivery) throws JMSException;
  }

  private <R> @Nullable R receive(Patience patience, Receipt<R> receipt) throws JMSException {
    life.check();
    session.checkReceive();
    try {
      return await(patience, receipt);
    } catch (InterruptedException e) {
      reader.stopWaiting();
      Thread.currentThread().interrupt();
      throw Failures.translate("The thread was interrupted while it waited for a message", e);
    } catch (RuntimeException e) {
      throw Failures.translate("No message could be received", e);
    }
  }

  private <R> @Nullable R await(Patience patience, Receipt<R> receipt)
      throws JMSException, InterruptedException {
    while (isOpen()) {
      long seen = session.bell().rings();
      R received = take(reader::poll, receipt);
      if (received != null) {
        return received;
      }
      if (isOpen() && !patience.awaitRing(session.bell(), seen)) {
        return take(reader::pollNow, receipt);
      }
    }
    return null;
  }

  private <R> @Nullable R take(Look look, Receipt<R> receipt) throws JMSException {
    if (!gate.enter()) {
      return null;
    }
    try {
      Delivery delivery = look.take();
      return delivery == null ? null : receipt.of(delivery);
    } finally {
      gate.leave();
    }
  }

  private interface Look {
    @Nullable Delivery take();
  }

  /** Shows one message to the listener, on the session's own thread; false if there is none. */
  @Override
  public boolean deliver() throws JMSException {
    MessageListener current = listener;
    if (current == null || !gate.enter()) {
      return false;
    }
    try {
      Delivery delivery = reader.poll();
      if (delivery == null) {
        restWithoutListener();
        return false;
      }
      session.consumers().restOthers(this);
      session.deliver(delivery, this, current);
      return true;
    } catch (RuntimeException e) {
      throw Failures.translate("No message could be delivered", e);
    } finally {
      gate.leave();
    }
  }

  /** The listener may have been taken away while this looked, and nobody will look again then. */
  private void restWithoutListener() {
    if (listener == null) {
      reader.stopWaiting();
    }
  }

  /** It will not take a message soon: one that came for it goes to another consumer. */
  void rest() {
    reader.stopWaiting();
  }

  boolean hasListener() {
    return listener != null;
  }

  /** The session is started or stopped. */
  void applyState() {
    // Locked, so that of a start and a stop at once the later one has the last word here, too.
    stateLock.lock();
    try {
      if (session.isDelivering()) {
        reader.activate();
      } else {
        reader.deactivate();
      }
    } finally {
      stateLock.unlock();
    }
  }

  /** Waits until no delivery is under way; only once deliveries are shut off. */
  void awaitIdle() {
    gate.awaitLeft();
  }

  /** Returns when no listener is running, unless the listener itself calls. */
  @Override
  public void close() throws JMSException {
    boolean inListener = session.isListening();
    if (life.beginClosing()) {
      closeOnce(inListener);
    } else if (!inListener) {
      life.awaitEnd();
    }
  }

  private void closeOnce(boolean inListener) throws JMSException {
    session.bell().ring();
    Closing closing = new Closing();
    if (!inListener) {
      closing.step(this::awaitIdle);
    }
    closing.step(() -> close(reader));
    session.consumers().forget(this);
    life.end();
    closing.finish();
  }

  /** A node that has ended holds nothing that could be given back: whoever reaps it does that. */
  static void close(Reader reader) {
    try {
      reader.close();
    } catch (RuntimeException e) {
      if (!Failures.isEndOfNode(e) && !Failures.isUnknown(e)) {
        throw e;
      }
    }
  }

  private boolean isOpen() {
    return life.isOpen() && session.isOpen();
  }

  private boolean mayDeliver() {
    return life.isOpen() && session.isDelivering();
  }
}
