package io.tabella.store.jdbc.table;

import io.tabella.store.EntryKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/**
 * Entries of one queue and rank, in the order of their ids; as many as a power of two, the last one
 * repeated if need be.
 */
record KeyGroup(long queue, int rank, long[] ids) {

  /**
   * Sorts keys and cuts them into groups.
   *
   * @param largest how many a group may have, a power of two
   */
  static List<KeyGroup> of(Collection<EntryKey> keys, int largest) {
    EntryKey[] sorted = keys.toArray(EntryKey[]::new);
    Arrays.sort(sorted);
    List<KeyGroup> groups = new ArrayList<>();
    for (int from = 0; from < sorted.length; ) {
      int to = from + 1;
      while (to < sorted.length && to - from < largest && isTogether(sorted[from], sorted[to])) {
        to++;
      }
      groups.add(of(sorted, from, to));
      from = to;
    }
    return groups;
  }

  private static boolean isTogether(EntryKey one, EntryKey other) {
    return one.queue() == other.queue() && one.rank() == other.rank();
  }

  private static KeyGroup of(EntryKey[] sorted, int from, int to) {
    long[] ids = new long[powerOfTwo(to - from)];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = sorted[Math.min(from + i, to - 1)].id();
    }
    return new KeyGroup(sorted[from].queue(), sorted[from].rank(), ids);
  }

  private static int powerOfTwo(int atLeast) {
    return atLeast == 1 ? 1 : Integer.highestOneBit(atLeast - 1) << 1;
  }
}
