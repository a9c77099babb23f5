package io.tabella.engine.log;

import io.tabella.engine.delivery.Delivery;
import io.tabella.engine.delivery.Preparation;
import io.tabella.engine.delivery.Reader;
import io.tabella.engine.delivery.Sink;
import java.lang.System.Logger.Level;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One consumer of a subscription. {@link #poll} belongs to one thread at a time; the other methods
 * may be called by any.
 */
final class SubscriberReader implements Reader {

  private static final System.Logger LOG = System.getLogger(SubscriberReader.class.getName());

  private enum Life {
    /** Its connection is stopped: gets nothing. */
    INACTIVE,
    /** Gets messages. */
    ACTIVE,
    /** Gone for good. */
    CLOSED
  }

  private final Subscriber subscriber;
  private final Sink sink;
  private final Preparation preparation;
  private final LogReader logs;
  private final Consumer<SubscriberReader> onClose;
  private final AtomicReference<Life> life = new AtomicReference<>(Life.INACTIVE);

  SubscriberReader(
      Subscriber subscriber, Sink sink, LogReader logs, Consumer<SubscriberReader> onClose) {
    this.subscriber = subscriber;
    this.sink = sink;
    this.logs = logs;
    this.onClose = onClose;
    LogContext context = subscriber.context();
    this.preparation =
        new Preparation(
            context.store(), context.membership().clock(), context.redelivery(), subscriber.lane());
  }

  Subscriber subscriber() {
    return subscriber;
  }

  @Override
  public void activate() {
    if (life.compareAndSet(Life.INACTIVE, Life.ACTIVE)) {
      look();
    }
  }

  @Override
  public void deactivate() {
    if (life.compareAndSet(Life.ACTIVE, Life.INACTIVE)) {
      stopWaiting();
    }
  }

  @Override
  public void close() {
    if (life.getAndSet(Life.CLOSED) != Life.CLOSED) {
      stopWaiting();
      onClose.accept(this);
    }
  }

  @Override
  public @Nullable Delivery poll() {
    Delivery next = subscriber.take(this);
    while (next != null && !preparation.isDeliverable(next)) {
      next = subscriber.take(this);
    }
    return next;
  }

  @Override
  public @Nullable Delivery pollNow() {
    Delivery next = poll();
    if (next == null && isActive()) {
      logs.lookNow(subscriber);
      next = poll();
    }
    stopWaiting();
    return next;
  }

  @Override
  public void stopWaiting() {
    subscriber.stopWaiting(this);
  }

  boolean isActive() {
    return life.get() == Life.ACTIVE;
  }

  /** A sink that fails must not make a commit look failed. */
  void look() {
    try {
      sink.look();
    } catch (RuntimeException | Error e) {
      LOG.log(Level.WARNING, "a consumer failed when told to look", e);
    }
  }
}
