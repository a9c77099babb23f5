package io.tabella.client;

import io.tabella.engine.dispatch.Delivery;
import io.tabella.engine.dispatch.QueueReader;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;
import jakarta.jms.Queue;
import jakarta.jms.QueueReceiver;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A consumer of a queue. Belongs to its session's thread; {@link #close} may be called by any.
 * Jakarta Messaging 3.1, 8.
 */
final class JmsMessageConsumer implements QueueReceiver, ListenerDispatch.Turn {

  private final SessionCore session;
  private final QueueAddress address;
  private final QueueReader reader;
  private final Life life = new Life("consumer");
  private final ReentrantLock stateLock = new ReentrantLock();
  private final DeliveryGate gate = new DeliveryGate(this::mayDeliver);
  private volatile @Nullable MessageListener listener;

  JmsMessageConsumer(SessionCore session, QueueAddress address, SessionLane lane) {
    this.session = session;
    this.address = address;
    this.reader = address.dispatcher().attach(session.bell()::ring, lane.lane());
  }

  @Override
  public Queue getQueue() throws JMSException {
    life.check();
    return address.queue();
  }

  @Override
  public @Nullable String getMessageSelector() throws JMSException {
    life.check();
    return null;
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
    listener = newListener;
    if (newListener == null) {
      reader.stopWaiting();
    } else {
      session.beginListening();
    }
  }

  @Override
  public @Nullable Message receive() throws JMSException {
    return receive(Patience.endless());
  }

  /** Waits at most so many milliseconds; 0 without end; less than 0 not at all. */
  @Override
  public @Nullable Message receive(long timeout) throws JMSException {
    if (timeout < 0) {
      return receiveNoWait();
    }
    return receive(timeout == 0 ? Patience.endless() : Patience.ofMillis(timeout));
  }

  @Override
  public @Nullable Message receiveNoWait() throws JMSException {
    return receive(Patience.none());
  }

  private @Nullable Message receive(Patience patience) throws JMSException {
    life.check();
    session.checkReceive();
    try {
      return await(patience);
    } catch (InterruptedException e) {
      reader.stopWaiting();
      Thread.currentThread().interrupt();
      throw Failures.translate("The thread was interrupted while it waited for a message", e);
    } catch (RuntimeException e) {
      throw Failures.translate("No message could be received", e);
    }
  }

  private @Nullable Message await(Patience patience) throws JMSException, InterruptedException {
    while (isOpen()) {
      long seen = session.bell().rings();
      Message message = take(reader::poll);
      if (message != null) {
        return message;
      }
      if (isOpen() && !patience.awaitRing(session.bell(), seen)) {
        return take(reader::pollNow);
      }
    }
    return null;
  }

  private @Nullable Message take(Look look) throws JMSException {
    if (!gate.enter()) {
      return null;
    }
    try {
      Delivery delivery = look.take();
      return delivery == null ? null : session.receive(delivery, address.queue());
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
      session.restOthers(this);
      session.deliver(delivery, address.queue(), current);
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
    closing.step(reader::close);
    session.forget(this);
    life.end();
    closing.finish();
  }

  private boolean isOpen() {
    return life.isOpen() && session.isOpen();
  }

  private boolean mayDeliver() {
    return life.isOpen() && session.isDelivering();
  }
}
