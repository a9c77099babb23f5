package io.tabella.engine.dispatch;

import io.tabella.store.Claimed;
import io.tabella.store.EntryKey;
import io.tabella.store.QueueEntry;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a scan has brought.
 *
 * @param entries in the order of delivery; this node's now
 * @param full whether it stopped before the end, so that more may be ready
 * @param last the last entry it came by; null if there was none
 * @param deferred entries it came by that are to be looked at again
 * @param grouped whether it stopped at an entry of a group, which is claimed by key only
 */
record Found(
    List<QueueEntry> entries,
    boolean full,
    @Nullable EntryKey last,
    List<EntryKey> deferred,
    boolean grouped) {

  static final Found NOTHING = new Found(List.of(), false, null, List.of(), false);

  /** Of a scan that takes all it comes by. */
  static Found of(Claimed claimed) {
    List<QueueEntry> entries = claimed.entries();
    EntryKey last = entries.isEmpty() ? null : entries.get(entries.size() - 1).key();
    return new Found(entries, claimed.full(), last, List.of(), claimed.grouped());
  }
}
