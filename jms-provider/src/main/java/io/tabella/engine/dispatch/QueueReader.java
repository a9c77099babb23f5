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

  private final Desk desk;
  private final Sink sink;
  private final Runnable onClose;
  private final Preparation preparation;
  private final AtomicReference<Life> life = new AtomicReference<>(Life.INACTIVE);

  QueueReader(Desk desk, Sink sink, Lane lane, Runnable onClose) {
    this.desk = desk;
    this.sink = sink;
    this.onClose = onClose;
    this.preparation = desk.context().preparation(lane);
  }

  @Override
  public void activate() {
    if (life.compareAndSet(Life.INACTIVE, Life.ACTIVE)) {
      desk.activated();
      look();
    }
  }

  @Override
  public void deactivate() {
    if (life.compareAndSet(Life.ACTIVE, Life.INACTIVE)) {
      desk.deactivated(this);
    }
  }

  @Override
  public void close() {
    Life before = life.getAndSet(Life.CLOSED);
    if (before == Life.ACTIVE) {
      desk.deactivated(this);
      desk.awaitReleased(RELEASE_WAIT);
    }
    if (before != Life.CLOSED) {
      onClose.run();
    }
  }

  @Override
  public @Nullable Delivery poll() {
    QueueDelivery next = desk.take(this);
    while (next != null && !preparation.isDeliverable(next)) {
      next = desk.take(this);
    }
    return next;
  }

  @Override
  public @Nullable Delivery pollNow() {
    Delivery next = poll();
    if (next == null && isActive()) {
      desk.claims().scanNow();
      next = poll();
    }
    stopWaiting();
    return next;
  }

  @Override
  public void stopWaiting() {
    desk.stopWaiting(this);
  }

  boolean isActive() {
    return life.get() == Life.ACTIVE;
  }

  /** A sink that fails must not make a commit look failed, or cost another reader its message. */
  void look() {
    try {
      sink.look();
    } catch (RuntimeException | Error e) {
      LOG.log(
          Level.WARNING,
          "a consumer failed when told to look; queue=" + desk.dispatcher().name(),
          e);
    }
  }
}
