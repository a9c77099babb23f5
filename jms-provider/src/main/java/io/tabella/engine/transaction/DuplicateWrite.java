package io.tabella.engine.transaction;

import io.tabella.store.DuplicateIds;
import io.tabella.store.DuplicateIds.DuplicateId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * What one attempt leaves out, because it was sent before: by this batch, or by another one that
 * has committed. Belongs to the lane's thread; used once.
 */
final class DuplicateWrite {

  private final LongSupplier marks;
  private final List<DuplicateId> ids = new ArrayList<>(0);
  private final Map<Name, Outgoing> firsts = new HashMap<>(0);
  private final Set<Outgoing> duplicates = Collections.newSetFromMap(new IdentityHashMap<>(0));

  /** What is noted once. */
  private record Name(long destination, String id) {}

  DuplicateWrite(LongSupplier marks) {
    this.marks = marks;
  }

  /** Takes messages in the order in which they are sent. */
  void add(List<? extends Outgoing> messages) {
    for (Outgoing message : messages) {
      Once once = message.once();
      if (once != null) {
        add(message, once);
      }
    }
  }

  private void add(Outgoing message, Once once) {
    if (firsts.putIfAbsent(new Name(once.destination(), once.id()), message) != null) {
      duplicates.add(message);
      return;
    }
    ids.add(new DuplicateId(once.destination(), once.id(), once.windowMillis(), marks.getAsLong()));
  }

  boolean isNeeded() {
    return !ids.isEmpty();
  }

  /** Notes identifiers; what they are of is known to be a duplicate, or not, from now on. */
  void write(DuplicateIds noted) {
    for (DuplicateId id : noted.note(ids)) {
      Outgoing duplicate = firsts.get(new Name(id.destination(), id.text()));
      if (duplicate != null) {
        duplicates.add(duplicate);
      }
    }
  }

  boolean isDuplicate(Outgoing message) {
    return !duplicates.isEmpty() && duplicates.contains(message);
  }

  int count() {
    return duplicates.size();
  }
}
