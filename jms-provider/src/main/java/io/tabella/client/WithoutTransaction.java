package io.tabella.client;

import io.tabella.engine.delivery.Outlet;
import io.tabella.store.StoredMessage;
import jakarta.jms.IllegalStateException;
import jakarta.jms.JMSException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** What the modes without a transaction have in common: each send stands for itself. */
abstract class WithoutTransaction implements SessionMode {

  private final DirectSends sends;
  private final LateFailure lateFailure;

  WithoutTransaction(DirectSends sends, LateFailure lateFailure) {
    this.sends = sends;
    this.lateFailure = lateFailure;
  }

  @Override
  public final void send(Outlet outlet, StoredMessage message) throws JMSException {
    sends.send(outlet, message);
  }

  @Override
  public final CompletionStage<Void> submit(Outlet outlet, StoredMessage message) {
    return sends.submit(outlet, message);
  }

  @Override
  public final void commit() throws JMSException {
    throw notTransacted("commit");
  }

  @Override
  public final void rollback(@Nullable String reason) throws JMSException {
    throw notTransacted("rollback");
  }

  @Override
  public final void surfaceLateFailure() throws JMSException {
    lateFailure.surface();
  }

  final void flushSends() {
    sends.flush();
  }

  private static IllegalStateException notTransacted(String method) {
    return new IllegalStateException(
        method + " is for transacted sessions only; this one was made without a transaction.",
        "NOT_TRANSACTED");
  }
}
