package io.tabella.store;

/**
 * The primary key of a queue's entry; its order is the order of delivery.
 *
 * @param queue the queue's destination id
 * @param rank 9 − priority, so that 0 comes first
 * @param id made by the sending node as the row is written; grows with the commits of a lane
 */
public record EntryKey(long queue, int rank, long id) implements HeldKey, Comparable<EntryKey> {

  /** Below every entry of a queue. */
  public static EntryKey before(long queue) {
    return new EntryKey(queue, -1, 0);
  }

  @Override
  public int compareTo(EntryKey other) {
    int byQueue = Long.compare(queue, other.queue);
    if (byQueue != 0) {
      return byQueue;
    }
    int byRank = Integer.compare(rank, other.rank);
    return byRank != 0 ? byRank : Long.compare(id, other.id);
  }
}
