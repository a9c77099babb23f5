package io.tabella.engine.dispatch;

import io.tabella.engine.catalog.Destinations;
import io.tabella.engine.lease.QueueRemoval;
import io.tabella.engine.lease.TemporaryNames;
import io.tabella.engine.transaction.Lane;
import io.tabella.store.DestinationKind;
import io.tabella.store.MessageStore;
import java.util.concurrent.atomic.AtomicLong;

/** Makes and removes the temporary queues of a node. For all threads. */
public final class TemporaryQueues {

  private final MessageStore store;
  private final Destinations destinations;
  private final Dispatchers dispatchers;
  private final long node;
  private final AtomicLong number = new AtomicLong();

  /** None yet. */
  public TemporaryQueues(
      MessageStore store, Destinations destinations, Dispatchers dispatchers, long node) {
    this.store = store;
    this.destinations = destinations;
    this.dispatchers = dispatchers;
    this.node = node;
  }

  /**
   * Makes a queue with a name of its own, to be removed with {@link #remove}, or when this node is
   * reaped.
   *
   * @return its name
   * @throws io.tabella.store.StoreException if the database cannot be written
   */
  public String create() {
    String name = TemporaryNames.prefixOf(node) + number.incrementAndGet();
    store.destinations().findOrCreate(DestinationKind.QUEUE, name);
    return name;
  }

  /**
   * Removes a queue with all that is in it. It must have no consumer any more.
   *
   * @throws io.tabella.store.StoreException if the database cannot be written
   */
  public void remove(String name, Lane lane) {
    long queue = destinations.queueId(name);
    new QueueRemoval(queue).through(lane);
    dispatchers.forget(queue);
    destinations.forget(DestinationKind.QUEUE, name);
  }
}
