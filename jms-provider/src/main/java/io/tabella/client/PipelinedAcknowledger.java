package io.tabella.client;

import io.tabella.engine.delivery.Delivery;
import io.tabella.engine.transaction.EntriesLostException;
import io.tabella.engine.transaction.UnitOfWork;
import jakarta.jms.JMSException;
import java.util.List;

/**
 * Lets the next message be delivered while acknowledgements are on their way, in order. What fails
 * is handed back, and comes to light as a {@link LateFailure}.
 */
final class PipelinedAcknowledger implements Acknowledger {

  private final SessionLane lane;
  private final Pipeline pipeline;
  private final LateFailure lateFailure;

  PipelinedAcknowledger(SessionLane lane, Pipeline pipeline, LateFailure lateFailure) {
    this.lane = lane;
    this.pipeline = pipeline;
    this.lateFailure = lateFailure;
  }

  @Override
  public void acknowledge(Delivery delivery) {
    UnitOfWork unit = new UnitOfWork();
    delivery.acknowledgeIn(unit);
    pipeline.submitLazily(unit, cause -> failed(delivery, cause));
  }

  @Override
  public void flush() {
    pipeline.flush();
  }

  private void failed(Delivery delivery, Throwable cause) {
    JMSException failure = Failures.translate(attempt(cause), cause);
    if (!Failures.isUnknown(cause)) {
      handBack(delivery, failure);
    }
    lateFailure.keep(failure);
  }

  private static String attempt(Throwable cause) {
    return cause instanceof EntriesLostException
        ? "An acknowledgement was not stored, because somebody had removed the message"
        : "An acknowledgement was not stored, so the message comes again";
  }

  private void handBack(Delivery delivery, JMSException failure) {
    try {
      lane.handBack(List.of(delivery), failure.getMessage());
    } catch (JMSException e) {
      failure.addSuppressed(e);
    }
  }
}
