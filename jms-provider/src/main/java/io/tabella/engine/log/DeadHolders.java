package io.tabella.engine.log;

import io.tabella.store.MessageStore;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Whether a node that stands in the way lives. One that was killed is found out by its silence: it
 * is waited for until somebody has reaped it. For all threads.
 */
final class DeadHolders {

  private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  private final MessageStore store;
  private final long self;

  DeadHolders(MessageStore store, long self) {
    this.store = store;
    this.self = self;
  }

  /**
   * Returns true when the node is gone, and false as soon as it has been heard.
   *
   * @throws io.tabella.store.StoreException if the database cannot tell
   */
  boolean awaitGone(long node) {
    if (node == self) {
      return false;
    }
    Optional<Long> first = store.nodes().heartbeat(node);
    Optional<Long> last = first;
    while (last.isPresent() && last.equals(first)) {
      LockSupport.parkNanos(LOOK_NANOS);
      last = store.nodes().heartbeat(node);
    }
    return last.isEmpty();
  }
}
