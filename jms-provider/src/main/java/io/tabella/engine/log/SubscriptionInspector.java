package io.tabella.engine.log;

import io.tabella.engine.lease.StoreClock;
import io.tabella.engine.monitor.SubscriptionFigures;
import io.tabella.store.DestinationKind;
import io.tabella.store.Destinations.DestinationRecord;
import io.tabella.store.LogKey;
import io.tabella.store.LoggedMessage;
import io.tabella.store.MessageStore;
import io.tabella.store.Progress.Cursor;
import io.tabella.store.Range;
import io.tabella.store.SubscriptionRecord;
import io.tabella.store.Topics.Extent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Tells how far subscriptions are, from what the database has: of whatever node they are read. Each
 * call reads everything anew. For all threads.
 */
final class SubscriptionInspector {

  private final MessageStore store;
  private final StoreClock clock;

  SubscriptionInspector(MessageStore store, StoreClock clock) {
    this.store = store;
    this.clock = clock;
  }

  List<SubscriptionFigures> figures() {
    Map<LogKey, Extent> extents = new HashMap<>();
    for (LogKey log : store.topics().findAllLogs()) {
      store.topics().extent(log).ifPresent(extent -> extents.put(log, extent));
    }
    List<DestinationRecord> topics = store.destinations().list(DestinationKind.TOPIC);
    List<SubscriptionFigures> figures = new ArrayList<>();
    for (SubscriptionRecord subscription : store.topics().list()) {
      figures.add(figures(subscription, topics, extents));
    }
    return figures;
  }

  private SubscriptionFigures figures(
      SubscriptionRecord subscription,
      List<DestinationRecord> topics,
      Map<LogKey, Extent> extents) {
    Map<LogKey, Long> cursors = new HashMap<>();
    for (Cursor cursor : store.topics().cursors(List.of(subscription.id()))) {
      cursors.put(cursor.log(), cursor.next());
    }
    List<Range> ranges = store.topics().ranges(List.of(subscription.id()));
    TopicPattern pattern = TopicPattern.of(subscription.spec().topic());
    List<Long> read =
        topics.stream()
            .filter(topic -> pattern.matches(topic.name()))
            .map(DestinationRecord::id)
            .toList();
    long backlog = 0;
    long oldest = 0;
    for (Map.Entry<LogKey, Extent> log : extents.entrySet()) {
      if (read.contains(log.getKey().topic())) {
        Unread unread = Unread.in(log.getKey(), log.getValue(), cursors, ranges);
        backlog += unread.count();
        oldest = Math.max(oldest, age(log.getKey(), unread));
      }
    }
    return new SubscriptionFigures(
        subscription.spec().kind(),
        subscription.spec().clientId(),
        subscription.spec().name(),
        subscription.spec().topic(),
        backlog,
        oldest);
  }

  private long age(LogKey log, Unread unread) {
    if (unread.count() == 0) {
      return 0;
    }
    Optional<LoggedMessage> first =
        store.topics().read(log, unread.first(), Long.MAX_VALUE, 1, Long.MAX_VALUE).stream()
            .findFirst();
    return first
        .map(message -> Math.max(0, clock.now() - message.message().header().sentAt()))
        .orElse(0L);
  }

  /**
   * What a subscription has not acknowledged in a log.
   *
   * @param first the lowest number of them, if there are any
   */
  private record Unread(long count, long first) {

    static Unread in(LogKey log, Extent extent, Map<LogKey, Long> cursors, List<Range> ranges) {
      long next = Math.max(extent.first(), cursors.getOrDefault(log, 1L));
      long count = Math.max(0, extent.last() - next + 1);
      long first = next;
      for (Range range : ranges) {
        if (range.key().log().equals(log)) {
          long to = Math.min(range.last(), extent.last());
          for (long seq = Math.max(extent.first(), range.key().first()); seq <= to; seq++) {
            if (!range.isAcknowledged(seq)) {
              count++;
              first = Math.min(first, seq);
            }
          }
        }
      }
      return new Unread(count, first);
    }
  }
}
