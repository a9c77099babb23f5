package io.tabella.client;

import io.tabella.engine.delivery.Outlet;
import io.tabella.engine.transaction.UnitOfWork;
import io.tabella.store.StoredMessage;
import jakarta.jms.JMSException;

/**
 * Sends outside a transaction. Persistent ones wait for the commit. The others go straight to a
 * local consumer, or else to the lane without waiting; as long as one of these is on its way, those
 * behind it take the same way, for the order's sake. Belongs to the session's thread.
 */
final class DirectSends {

  private final SessionLane lane;
  private final Pipeline pipeline;
  private final LateFailure lateFailure;

  DirectSends(SessionLane lane, Pipeline pipeline, LateFailure lateFailure) {
    this.lane = lane;
    this.pipeline = pipeline;
    this.lateFailure = lateFailure;
  }

  void send(Outlet outlet, StoredMessage message) throws JMSException {
    if (message.header().persistent()) {
      lane.send(outlet, message);
    } else if (!pipeline.isEmpty() || !lane.offerVolatile(outlet, message)) {
      submit(outlet, message);
    }
  }

  /** Waits for what is on its way. */
  void flush() {
    pipeline.flush();
  }

  private void submit(Outlet outlet, StoredMessage message) {
    UnitOfWork unit = new UnitOfWork();
    outlet.sendIn(unit, message);
    String attempt = "A non-persistent message to " + outlet.name() + " was lost";
    pipeline.submit(unit, cause -> lateFailure.keep(Failures.translate(attempt, cause)));
  }
}
