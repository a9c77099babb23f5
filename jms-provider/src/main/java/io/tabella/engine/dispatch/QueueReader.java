package io.tabella.engine.dispatch;

import io.tabella.engine.transaction.Lane;
import java.lang.System.Logger.Level;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * One consumer of a queue, as its node sees it. {@link #poll} belongs to one thread at a time; the
 * other methods may be called by any.
 */
public final class QueueReader {

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
    this.preparation = new Preparation(dispatcher.context(), lane);
  }

  /** Its connection has started. */
  public void activate() {
    if (life.compareAndSet(Life.INACTIVE, Life.ACTIVE)) {
      dispatcher.activated();
      look();
    }
  }

  /** Its connection has stopped. */
  public void deactivate() {
    if (life.compareAndSet(Life.ACTIVE, Life.INACTIVE)) {
      dispatcher.deactivated(this);
    }
  }

  /** Ends it; waits a moment until what nobody else here wants is ready for other nodes. */
  public void close() {
    if (life.getAndSet(Life.CLOSED) == Life.ACTIVE) {
      dispatcher.deactivated(this);
      dispatcher.awaitReleased(RELEASE_WAIT);
    }
  }

  /**
   * The next message, or null: the sink is then called when another look is worth it. Expired
   * messages are removed, and hopeless ones dead-lettered, on the way.
   *
   * @throws io.tabella.store.StoreException if the node has ended, or the database cannot be
   *     reached while something has to be stored or read before the delivery
   */
  public @Nullable Delivery poll() {
    Delivery next = dispatcher.take(this);
    while (next != null && !preparation.isDeliverable(next)) {
      next = dispatcher.take(this);
    }
    return next;
  }

  /**
   * The next message, or null if a scan of the database that began after this call found none. The
   * reader does not wait afterwards.
   *
   * @throws io.tabella.store.StoreException as {@link #poll}, or if the scan failed
   */
  public @Nullable Delivery pollNow() {
    Delivery next = poll();
    if (next == null && isActive()) {
      dispatcher.claims().scanNow();
      next = poll();
    }
    stopWaiting();
    return next;
  }

  /**
   * This consumer is not looking for a message at present. To be called by whoever gives up waiting
   * after a {@link #poll} that gave null: what it might have been woken for goes to another.
   */
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
