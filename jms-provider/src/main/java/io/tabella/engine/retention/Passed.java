package io.tabella.engine.retention;

import io.tabella.engine.log.TopicPattern;
import io.tabella.store.LogKey;
import io.tabella.store.Progress;
import io.tabella.store.Range;
import io.tabella.store.SubscriptionRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What all subscriptions have passed, as it was when it was asked for. Immutable. */
final class Passed {

  private final List<Place> places;

  /** A subscription and the lowest number in each log that it still needs. */
  private record Place(TopicPattern pattern, Map<LogKey, Long> needed) {}

  private Passed(List<Place> places) {
    this.places = places;
  }

  /** Cursors before ranges: see {@link Progress}. */
  static Passed of(Progress progress, List<SubscriptionRecord> subscriptions) {
    Map<Long, Place> byId = new HashMap<>();
    for (SubscriptionRecord subscription : subscriptions) {
      TopicPattern pattern = TopicPattern.of(subscription.spec().topic());
      byId.put(subscription.id(), new Place(pattern, new HashMap<>()));
    }
    for (Progress.Cursor cursor : progress.cursors(byId.keySet())) {
      need(byId.get(cursor.subscription()), cursor.log(), cursor.next());
    }
    for (Range range : progress.ranges(byId.keySet())) {
      need(byId.get(range.key().subscription()), range.key().log(), range.firstOpen());
    }
    return new Passed(new ArrayList<>(byId.values()));
  }

  private static void need(@Nullable Place place, LogKey log, long number) {
    if (place != null) {
      place.needed.merge(log, number, Math::min);
    }
  }

  /**
   * The number below which nobody needs a log's messages.
   *
   * @param topic the name of its topic; null if that is gone
   */
  long below(LogKey log, @Nullable String topic) {
    long below = Long.MAX_VALUE;
    if (topic != null) {
      for (Place place : places) {
        if (place.pattern.matches(topic)) {
          // No cursor means 1: the publisher is newer than the subscription.
          below = Math.min(below, place.needed.getOrDefault(log, 1L));
        }
      }
    }
    return below;
  }
}
