package io.tabella.engine.lease;

import io.tabella.store.StoreTransaction;

/** Removes a queue's entries, whoever holds them, and in the end the queue. */
public final class QueueRemoval extends Removal {

  private final long queue;

  /** Not begun. */
  public QueueRemoval(long queue) {
    this.queue = queue;
  }

  @Override
  boolean isLast(StoreTransaction transaction) {
    boolean more = transaction.entries().remove(queue, CHUNK) == CHUNK;
    if (!more) {
      transaction.entries().drop(queue);
    }
    return !more;
  }
}
