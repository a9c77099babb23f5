package io.tabella.engine.dispatch;

import io.tabella.store.EntryKey;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The entries that this node holds and nobody has taken, in the order of delivery; bounded in
 * number and bytes, with room kept for what lanes are about to bring. Guarded by the dispatcher's
 * lock.
 */
final class PrefetchBuffer {

  /** Lanes may fill three quarters; the rest is for scans, so that other nodes' entries get in. */
  private static final int LANES_QUARTERS = 3;

  private final TreeMap<EntryKey, QueueDelivery> deliveries = new TreeMap<>();
  private final Bounds capacity;
  private int reserved;
  private long reservedBytes;
  private long bytes;

  /** So many entries, so many bytes. */
  record Bounds(int entries, long bytes) {}

  PrefetchBuffer(Bounds capacity) {
    this.capacity = capacity;
  }

  /** Keeps room for entries that a lane is about to write. */
  boolean reserve(int entries, long size) {
    boolean fits =
        ((long) used() + entries) * 4 <= (long) capacity.entries() * LANES_QUARTERS
            && (usedBytes() + size) * 4 <= capacity.bytes() * LANES_QUARTERS;
    if (fits) {
      reserved += entries;
      reservedBytes += size;
    }
    return fits;
  }

  void unreserve(int entries, long size) {
    reserved -= entries;
    reservedBytes -= size;
  }

  /** Takes in an entry even if there is no room: it is ours already. */
  void add(QueueDelivery delivery) {
    if (deliveries.put(delivery.key(), delivery) == null) {
      bytes += delivery.size();
    }
  }

  @Nullable QueueDelivery pollFirst() {
    var first = deliveries.pollFirstEntry();
    if (first == null) {
      return null;
    }
    bytes -= first.getValue().size();
    return first.getValue();
  }

  /** The first one that fits. */
  @Nullable QueueDelivery pollFirst(Predicate<QueueDelivery> fits) {
    for (QueueDelivery delivery : deliveries.values()) {
      if (fits.test(delivery)) {
        deliveries.remove(delivery.key());
        bytes -= delivery.size();
        return delivery;
      }
    }
    return null;
  }

  List<QueueDelivery> drain() {
    List<QueueDelivery> all = new ArrayList<>(deliveries.values());
    deliveries.clear();
    bytes = 0;
    return all;
  }

  /** How many more entries a scan may bring. */
  int room() {
    return Math.max(0, capacity.entries() - used());
  }

  /** How many more bytes a scan may bring. */
  long roomBytes() {
    return Math.max(0, capacity.bytes() - usedBytes());
  }

  int size() {
    return deliveries.size();
  }

  boolean isEmpty() {
    return deliveries.isEmpty();
  }

  /** Whether lanes are about to bring something. */
  boolean isExpecting() {
    return reserved > 0;
  }

  /** How many are here, or about to come. */
  int used() {
    return deliveries.size() + reserved;
  }

  private long usedBytes() {
    return bytes + reservedBytes;
  }
}
