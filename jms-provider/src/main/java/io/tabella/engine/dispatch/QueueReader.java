package io.tabella.engine.dispatch;

import io.tabella.engine.delivery.Delivery;
import io.tabella.engine.delivery.Preparation;
import io.tabella.engine.delivery.Reader;
import io.tabella.engine.delivery.Sink;
import io.tabella.engine.transaction.Lane;
import java.lang.System.Logger.Level;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * One consumer of a queue. {@link #poll} belongs to one thread at a time; the other methods may be
 * called by any.
 */
public final class QueueReader implements Reader {

  private static final System.Logger LOG = System.getLogger(QueueReader.class.getName());
  private static final long RELEASE_WAIT = TimeUnit.SECONDS.toNanos(5);

  private enum Life {
    /** Its connection is stopped: gets nothing, and nothing is held for it. */
    INACTIVE,
    /** Gets messages. */
    ACTIVE,
    /** Gone for good. */
    CLOSED
  }

  private final Dispatcher dispatcher;
  private final Sink sink;
  private final Preparation preparation;
  private final AtomicReference<Life> life = new AtomicReference<>(Life.INACTIVE);

  QueueReader(Dispatcher dispatcher, Sink sink, Lane lane) {
    this.dispatcher = dispatcher;
    this.sink = sink;
    this.preparation = dispatcher.context().preparation(lane);
  }

  @Override
  public void activate() {
    if (life.compareAndSet(Life.INACTIVE, Life.ACTIVE)) {
      dispatcher.activated();
      look();
    }
  }

  @Override
  public void deactivate() {
    if (life.compareAndSet(Life.ACTIVE, Life.INACTIVE)) {
      dispatcher.deactivated(this);
    }
  }

  @Override
  public void close() {
    if (life.getAndSet(Life.CLOSED) == Life.ACTIVE) {
      dispatcher.deactivated(this);
      dispatcher.awaitReleased(RELEASE_WAIT);
    }
  }

  @Override
  public @Nullable Delivery poll() {
    QueueDelivery next = dispatcher.take(this);
    while (next != null && !preparation.isDeliverable(next)) {
      next = dispatcher.take(this);
    }
    return next;
  }

  @Override
  public @Nullable Delivery pollNow() {
    Delivery next = poll();
    if (next == null && isActive()) {
      dispatcher.claims().scanNow();
      next = poll();
    }
    stopWaiting();
    return next;
  }

  @Override
  public void stopWaiting() {
    dispatcher.stopWaiting(this);
  }

  boolean isActive() {
    return life.get() == Life.ACTIVE;
  }

  /** A sink that fails must not make a commit look failed, or cost another reader its message. */
  void look() {
    try {
      sink.look();
    } catch (RuntimeException | Error e) {
      LOG.log(Level.WARNING, "a consumer failed when told to look; queue=" + dispatcher.name(), e);
    }
  }
}
