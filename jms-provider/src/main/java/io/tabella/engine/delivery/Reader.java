package io.tabella.engine.delivery;

import org.jspecify.annotations.Nullable;

/**
 * One consumer as its node sees it. {@link #poll} belongs to one thread at a time; the other
 * methods may be called by any.
 */
public interface Reader {

  /** Its connection has started. */
  void activate();

  /** Its connection has stopped: it gets nothing, and nothing is held for it. */
  void deactivate();

  /** Ends it; waits a moment until what nobody else here wants is ready for other nodes. */
  void close();

  /**
   * The next message, or null: the sink is then called when another look is worth it. Expired
   * messages are removed, and hopeless ones dead-lettered, on the way.
   *
   * @throws io.tabella.store.StoreException if the node has ended, or the database cannot be
   *     reached while something has to be stored or read before the delivery
   */
  @Nullable Delivery poll();

  /**
   * The next message, or null if a look into the database that began after this call found none.
   * The reader does not wait afterwards.
   *
   * @throws io.tabella.store.StoreException as {@link #poll}, or if the look failed
   */
  @Nullable Delivery pollNow();

  /**
   * This consumer is not looking for a message at present. To be called by whoever gives up waiting
   * after a {@link #poll} that gave null: what it might have been woken for goes to another.
   */
  void stopWaiting();
}
