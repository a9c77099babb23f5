package io.tabella.engine.log;

import io.tabella.store.LogKey;
import io.tabella.store.LoggedMessage;
import io.tabella.store.Range;
import io.tabella.store.Topics;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The messages of a subscriber that branches of global transactions hold. Each is a range of its
 * own, which belongs to its branch: it goes when that is committed, and nobody has it any more when
 * that is rolled back. For all threads.
 *
 * <p>The messages are kept in memory for as long, because the log need not have them any more for a
 * subscription that claims nothing.
 */
final class InBranches {

  private final ConcurrentHashMap<Place, Held> byPlace = new ConcurrentHashMap<>();
  private volatile boolean seenInStore;

  private record Place(LogKey log, long seq) {
    static Place of(Range range) {
      return new Place(range.key().log(), range.last());
    }
  }

  /**
   * A message.
   *
   * @param missed whether its range was not there when it was looked for: it may not be yet
   */
  private record Held(LoggedMessage message, boolean missed) {}

  /** A branch is about to hold one. */
  void add(LoggedMessage message) {
    byPlace.put(new Place(message.log(), message.seq()), new Held(message, false));
  }

  /** Whether it is worth a look into the database what became of them. */
  boolean isAny() {
    return seenInStore || !byPlace.isEmpty();
  }

  /** What the subscription's ranges are now. What is not there for the second time is forgotten. */
  void seen(Collection<Range> ranges) {
    seenInStore = ranges.stream().anyMatch(range -> range.owner() < Range.FREE);
    List<Place> there = ranges.stream().map(Place::of).toList();
    for (Place place : byPlace.keySet()) {
      if (!there.contains(place)) {
        byPlace.computeIfPresent(
            place, (gone, held) -> held.missed ? null : new Held(held.message, true));
      }
    }
  }

  /** The message of a range that was given back; null if the log does not have it any more. */
  @Nullable LoggedMessage take(Range range, Topics topics) {
    Held held = byPlace.remove(Place.of(range));
    if (held != null) {
      return held.message;
    }
    return topics.read(range.key().log(), range.last(), range.last(), 1, Long.MAX_VALUE).stream()
        .findFirst()
        .orElse(null);
  }
}
