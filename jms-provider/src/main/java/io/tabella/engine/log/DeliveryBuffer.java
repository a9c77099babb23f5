package io.tabella.engine.log;

import io.tabella.store.LogKey;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** What was taken from the logs and not yet by a reader. Guarded by the subscriber's lock. */
final class DeliveryBuffer {

  private final PriorityQueue<LogDelivery> deliveries = new PriorityQueue<>();
  private long arrivals;

  /** The place of the next delivery among those of its priority. */
  long nextArrival() {
    return ++arrivals;
  }

  void add(LogDelivery delivery) {
    deliveries.add(delivery);
  }

  @Nullable LogDelivery poll() {
    return deliveries.poll();
  }

  int size() {
    return deliveries.size();
  }

  boolean isEmpty() {
    return deliveries.isEmpty();
  }

  void clear() {
    deliveries.clear();
  }

  /** The lowest number of a log that is here, or the given one if that is lower. */
  long lowest(LogKey log, long next) {
    long lowest = next;
    for (LogDelivery delivery : deliveries) {
      if (delivery.cursor().log().equals(log)) {
        lowest = Math.min(lowest, delivery.seq());
      }
    }
    return lowest;
  }
}
