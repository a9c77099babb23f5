package io.tabella.engine.transaction;

import io.tabella.store.RangeKey;
import io.tabella.store.Subscriptions;
import io.tabella.store.Subscriptions.Acknowledged;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.IdentityHashMap;
import java.util.List;

/**
 * The acknowledgements in ranges of one attempt: one small row for each range, however many
 * messages. Belongs to the lane's thread; used once.
 */
final class RangeWrite {

  private final IdentityHashMap<HeldRange, BitSet> bitsByRange = new IdentityHashMap<>();
  private final List<HeldRange> settled = new ArrayList<>();

  void add(UnitOfWork.Mark mark) {
    HeldRange range = mark.range();
    if (mark.out()) {
      settled.add(range);
    }
    bitsByRange
        .computeIfAbsent(range, fresh -> (BitSet) fresh.stored().clone())
        .set(range.bit(mark.seq()));
  }

  /**
   * Writes.
   *
   * @throws EntriesLostException if this node does not have one of the ranges any more
   */
  void write(Subscriptions subscriptions, long node) {
    List<Acknowledged> open = new ArrayList<>();
    List<RangeKey> full = new ArrayList<>(0);
    bitsByRange.forEach(
        (range, bits) -> {
          if (range.isFull(bits)) {
            full.add(range.key());
          } else {
            open.add(new Acknowledged(range.key(), bits.toByteArray()));
          }
        });
    int lost = open.isEmpty() ? 0 : subscriptions.acknowledge(node, open).size();
    lost += full.isEmpty() ? 0 : full.size() - subscriptions.finish(node, full);
    if (lost > 0) {
      throw new EntriesLostException(bitsByRange.size(), bitsByRange.size() - lost);
    }
  }

  void committed() {
    bitsByRange.forEach(HeldRange::stored);
    settled.forEach(HeldRange::settled);
  }
}
