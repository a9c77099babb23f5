package io.tabella.client;

import io.tabella.engine.delivery.Outlet;
import io.tabella.engine.transaction.UnitOfWork;
import io.tabella.store.StoredMessage;
import jakarta.jms.JMSException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;

/**
 * Sends outside a transaction. Persistent ones wait for the commit, unless they are asynchronous.
 * The others go straight to a local consumer, or else to the lane without waiting; as long as
 * something is on its way through the lane, those behind it take the same way, for the order's
 * sake. Belongs to the session's thread.
 */
final class DirectSends {

  private final SessionLane lane;
  private final Pipeline pipeline;
  private final LateFailure lateFailure;

  /** The last asynchronous one that went to the lane. */
  private volatile Future<Void> last = CompletableFuture.completedFuture(null);

  DirectSends(SessionLane lane, Pipeline pipeline, LateFailure lateFailure) {
    this.lane = lane;
    this.pipeline = pipeline;
    this.lateFailure = lateFailure;
  }

  void send(Outlet outlet, StoredMessage message) throws JMSException {
    if (message.header().persistent()) {
      lane.send(outlet, message);
    } else if (!isHandedOver(outlet, message)) {
      pipe(outlet, message);
    }
  }

  /** The same without waiting; completes when the message is handed over or stored. */
  CompletionStage<Void> submit(Outlet outlet, StoredMessage message) {
    if (!message.header().persistent() && isHandedOver(outlet, message)) {
      return CompletableFuture.completedFuture(null);
    }
    UnitOfWork unit = new UnitOfWork();
    outlet.sendIn(unit, message);
    CompletableFuture<Void> done = lane.submit(unit);
    last = done;
    return done;
  }

  private boolean isHandedOver(Outlet outlet, StoredMessage message) {
    return last.isDone() && pipeline.isEmpty() && lane.offerVolatile(outlet, message);
  }

  /** Waits for what is on its way. */
  void flush() {
    pipeline.flush();
  }

  private void pipe(Outlet outlet, StoredMessage message) {
    UnitOfWork unit = new UnitOfWork();
    outlet.sendIn(unit, message);
    String attempt = "A non-persistent message to " + outlet.name() + " was lost";
    pipeline.submit(unit, cause -> lateFailure.keep(Failures.translate(attempt, cause)));
  }
}
