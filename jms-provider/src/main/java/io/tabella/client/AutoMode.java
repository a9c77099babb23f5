package io.tabella.client;

import io.tabella.engine.delivery.Delivery;
import io.tabella.message.DeadLetter;
import jakarta.jms.JMSException;
import jakarta.jms.Session;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/**
 * AUTO_ACKNOWLEDGE: each message is a unit of work with one acknowledgement, made as receive
 * returns or when the listener has returned. A listener that throws gets its message again.
 */
class AutoMode extends WithoutTransaction {

  private final SessionLane lane;
  private final Acknowledger acknowledger;
  private final AtomicReference<Delivery> inListener = new AtomicReference<>();

  AutoMode(SessionLane lane, Acknowledger acknowledger, DirectSends sends, LateFailure failure) {
    super(sends, failure);
    this.lane = lane;
    this.acknowledger = acknowledger;
  }

  @Override
  public int acknowledgeMode() {
    return Session.AUTO_ACKNOWLEDGE;
  }

  @Override
  public final void received(Delivery delivery) throws JMSException {
    acknowledger.acknowledge(delivery);
  }

  /** Not counted, and at its old place. */
  @Override
  public final void bodyRefused(Delivery delivery) {
    delivery.putBack();
  }

  @Override
  public final void deliver(Delivery delivery, Runnable listener) throws JMSException {
    inListener.set(delivery);
    try {
      listener.run();
    } catch (RuntimeException | Error e) {
      handBack(DeadLetter.reasonOf(e));
    }
    Delivery handled = inListener.getAndSet(null);
    if (handled != null) {
      acknowledger.acknowledge(handled);
    }
  }

  /** Nothing: messages are acknowledged without the application. */
  @Override
  public final void acknowledge() {}

  /** Inside a listener: its message comes again. Elsewhere everything is acknowledged. */
  @Override
  public final void recover() throws JMSException {
    handBack("The listener called recover()");
  }

  @Override
  public final void close() {
    acknowledger.flush();
    flushSends();
  }

  private void handBack(String reason) throws JMSException {
    Delivery delivery = inListener.getAndSet(null);
    if (delivery != null) {
      lane.handBack(List.of(delivery), reason);
    }
  }
}
