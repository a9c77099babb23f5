package io.tabella.engine.dispatch;

import io.tabella.engine.dispatch.Grouping.Wish;
import io.tabella.store.EntryKey;
import io.tabella.store.Queues;
import io.tabella.store.Queues.Looked;
import io.tabella.store.ScanStart;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A look through the ready entries of a queue for those that a desk wants and may have. Nothing is
 * locked or claimed by it. Used once.
 */
final class SelectiveScan {

  private static final int CHUNK = 256;

  /** One turn looks at no more, so that other queues get theirs. */
  private static final int LOOKS = 2_048;

  private final Desk desk;
  private final long now;
  private final List<Wish> wanted = new ArrayList<>();
  private final List<EntryKey> deferred = new ArrayList<>();
  private @Nullable EntryKey last;
  private boolean end;

  SelectiveScan(Desk desk, long now) {
    this.desk = desk;
    this.now = now;
  }

  /** What is wanted, in the order of delivery. */
  List<Wish> wanted() {
    return wanted;
  }

  /** The first entries of each priority that would be wanted, but for their group. */
  List<EntryKey> deferred() {
    return deferred;
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
      if (desk.filter().wants(entry.message(), null)) {
        wantOrDefer(entry);
      }
    }
    return true;
  }

  private void wantOrDefer(Looked entry) {
    String group = desk.dispatcher().groupOf(entry.message());
    if (desk.dispatcher().grouping().mayClaim(group, desk, now)) {
      wanted.add(new Wish(entry.key(), group));
    } else {
      defer(entry.key());
    }
  }

  /** It is to be looked at again: its group may be free then. */
  void defer(EntryKey key) {
    if (deferred.stream().noneMatch(it -> it.rank() == key.rank() && it.id() < key.id())) {
      deferred.add(key);
    }
  }
}
