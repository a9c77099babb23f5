package io.tabella.client;

import io.tabella.engine.delivery.Delivery;
import jakarta.jms.JMSException;
import java.util.List;

/** Waits for each commit. */
final class StrictAcknowledger implements Acknowledger {

  private final SessionLane lane;

  StrictAcknowledger(SessionLane lane) {
    this.lane = lane;
  }

  @Override
  public void acknowledge(Delivery delivery) throws JMSException {
    try {
      lane.acknowledge(List.of(delivery));
    } catch (JMSException e) {
      if (!Failures.isUnknown(e.getCause())) {
        handBack(delivery, e);
      }
      throw e;
    }
  }

  @Override
  public void flush() {
    // Nothing is ever on its way.
  }

  private void handBack(Delivery delivery, JMSException cause) {
    try {
      lane.handBack(List.of(delivery), cause.getMessage());
    } catch (JMSException e) {
      cause.addSuppressed(e);
    }
  }
}
