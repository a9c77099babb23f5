package io.tabella.engine.dispatch;

import io.tabella.engine.delivery.MessageFilter;
import io.tabella.store.EntryKey;
import io.tabella.store.Queues;
import io.tabella.store.Queues.Looked;
import io.tabella.store.ScanStart;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A look through the ready entries of a queue for those that a selector wants. Nothing is locked or
 * claimed by it. Used once.
 */
final class SelectiveScan {

  private static final int CHUNK = 256;

  /** One turn looks at no more, so that other queues get theirs. */
  private static final int LOOKS = 2_048;

  private final MessageFilter filter;
  private final List<EntryKey> wanted = new ArrayList<>();
  private @Nullable EntryKey last;
  private boolean end;

  SelectiveScan(MessageFilter filter) {
    this.filter = filter;
  }

  /** What is wanted, in the order of delivery. */
  List<EntryKey> wanted() {
    return wanted;
  }

  /** The last entry that was looked at; null if there was none. */
  @Nullable EntryKey last() {
    return last;
  }

  /** Whether there was nothing behind it. */
  boolean isAtEnd() {
    return end;
  }

  /** Looks until so many are found. */
  void look(Queues queues, ScanStart from, int limit) {
    ScanStart start = from;
    for (int looked = 0; looked < LOOKS && wanted.size() < limit && !end; looked += CHUNK) {
      List<Looked> chunk = queues.look(start, CHUNK);
      boolean all = lookAt(chunk, limit);
      end = all && chunk.size() < CHUNK;
      start = last == null ? start : start.above(last);
    }
  }

  /** False if it stopped before the last of them. */
  private boolean lookAt(List<Looked> chunk, int limit) {
    for (Looked entry : chunk) {
      if (wanted.size() == limit) {
        return false;
      }
      last = entry.key();
      if (filter.wants(entry.message(), null)) {
        wanted.add(entry.key());
      }
    }
    return true;
  }
}
