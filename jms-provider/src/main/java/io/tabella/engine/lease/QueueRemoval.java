package io.tabella.engine.lease;

import io.tabella.store.StoreTransaction;

/**
 * Removes a queue that nobody needs any more, in steps, each a transaction: its entries, whoever
 * holds them, and in the end the queue. Belongs to the thread of the step.
 */
public final class QueueRemoval {

  private static final int CHUNK = 1_000;

  private final long queue;
  private volatile boolean done;

  /** Not begun. */
  public QueueRemoval(long queue) {
    this.queue = queue;
  }

  /** Whether nothing is left, when the last step has committed. */
  public boolean isDone() {
    return done;
  }

  /** Removes some entries, or in the end the queue. */
  public void step(StoreTransaction transaction) {
    boolean more = transaction.entries().remove(queue, CHUNK) == CHUNK;
    if (!more) {
      transaction.entries().drop(queue);
    }
    done = !more;
  }
}
