package io.tabella.engine.transaction;

import io.tabella.store.Body;
import io.tabella.store.EntryKey;
import io.tabella.store.LastValues.LastValue;
import io.tabella.store.QueueEntry;
import io.tabella.store.StoreTransaction;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What one attempt replaces in queues that keep the newest message of each key. Of those that the
 * attempt itself would send, only the last is written. Belongs to the lane's thread; used once.
 */
final class LastValueWrite {

  private final Map<Place, UnitOfWork.Send> newest = new HashMap<>(0);
  private final Set<UnitOfWork.Send> replaced = Collections.newSetFromMap(new IdentityHashMap<>(0));
  private final List<LastValue> values = new ArrayList<>(0);

  /** Where one message lies at a time. */
  private record Place(long queue, String key) {}

  void add(UnitOfWork.Send send) {
    String key = send.terms().lastValue();
    if (key == null) {
      return;
    }
    UnitOfWork.Send before = newest.put(new Place(send.to().queue(), key), send);
    if (before != null) {
      replaced.add(before);
    }
  }

  /** Whether a later message of the attempt has taken its place. */
  boolean isReplaced(UnitOfWork.Send send) {
    return !replaced.isEmpty() && replaced.contains(send);
  }

  /** It is written as an entry. */
  void written(UnitOfWork.Send send, EntryKey entry) {
    String key = send.terms().lastValue();
    if (key != null) {
      values.add(new LastValue(key, entry));
    }
  }

  /** Takes out those that were the newest until now, unless somebody has claimed them. */
  void write(StoreTransaction transaction) {
    if (values.isEmpty()) {
      return;
    }
    List<EntryKey> before = transaction.lastValues().set(values);
    if (before.isEmpty()) {
      return;
    }
    List<Long> contents = new ArrayList<>(0);
    for (QueueEntry entry : transaction.entries().takeOut(before)) {
      if (entry.message().body() instanceof Body.Elsewhere body) {
        contents.add(body.contentId());
      }
    }
    transaction.entries().discardContents(contents);
  }
}
