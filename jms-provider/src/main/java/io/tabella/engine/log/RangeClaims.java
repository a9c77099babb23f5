package io.tabella.engine.log;

import io.tabella.engine.transaction.Lane;
import io.tabella.engine.transaction.UnitOfWork;
import io.tabella.store.LogKey;
import io.tabella.store.Progress.Cursor;
import io.tabella.store.Range;
import io.tabella.store.RangeKey;
import io.tabella.store.StoreTransaction;
import io.tabella.store.SubscriptionRecord;
import io.tabella.store.Subscriptions.Released;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How a subscription gets its ranges, and which it has. Claims go through the lane that writes the
 * ranges' bits, and share its commits. For all threads.
 */
final class RangeClaims {

  /** A subscription with one reader claims ahead of the publisher: once for so many messages. */
  private static final int AHEAD = 1_024;

  /** Of a shared one nobody takes more than so many at once. */
  private static final int SHARED = 256;

  private final SubscriptionRecord subscription;
  private final Lane lane;
  private final LogContext context;
  private final Set<ClaimedStretch> held = ConcurrentHashMap.newKeySet();

  RangeClaims(SubscriptionRecord subscription, Lane lane, LogContext context) {
    this.subscription = subscription;
    this.lane = lane;
    this.context = context;
  }

  /** From where a cursor is thought to be, up to a number. */
  record Wish(LogKey log, long from, long to) {}

  /**
   * What became of wishes.
   *
   * @param moved where cursors are that somebody else has moved
   */
  record Answer(List<ClaimedStretch> granted, Map<LogKey, Long> moved) {}

  /** What to claim where messages are visible up to a number. */
  Wish wish(LogKey log, long from, long highest) {
    if (!subscription.spec().kind().shared()) {
      return new Wish(log, from, from + AHEAD - 1);
    }
    // Half of what is there: the other half is for those who share it.
    long some = Math.min(SHARED, (highest - from + 2) / 2);
    return new Wish(log, from, from + Math.max(1, some) - 1);
  }

  /**
   * Claims, and waits.
   *
   * @param skips goes into the same commit
   * @throws io.tabella.store.StoreException if nothing is claimed
   */
  Answer claim(Collection<Wish> wishes, UnitOfWork skips) {
    List<Range> granted = new ArrayList<>();
    skips.also(
        transaction -> {
          granted.clear();
          granted.addAll(claim(transaction, wishes));
        });
    lane.commit(skips);
    List<ClaimedStretch> stretches = granted.stream().map(this::hold).toList();
    return new Answer(stretches, granted.size() < wishes.size() ? cursors() : Map.of());
  }

  private List<Range> claim(StoreTransaction transaction, Collection<Wish> wishes) {
    List<Range> ranges = new ArrayList<>();
    for (Wish wish : wishes) {
      if (transaction
          .subscriptions()
          .advance(subscription.id(), wish.log(), wish.from(), wish.to() + 1)) {
        RangeKey key = new RangeKey(subscription.id(), wish.log(), wish.from());
        ranges.add(Range.fresh(key, wish.to(), context.node()));
      }
    }
    if (!ranges.isEmpty()) {
      transaction.subscriptions().open(ranges);
    }
    return ranges;
  }

  private Map<LogKey, Long> cursors() {
    Map<LogKey, Long> places = new HashMap<>();
    for (Cursor cursor : context.store().topics().cursors(List.of(subscription.id()))) {
      places.put(cursor.log(), cursor.next());
    }
    return places;
  }

  /** This node has it now. */
  ClaimedStretch hold(Range range) {
    ClaimedStretch stretch = new ClaimedStretch(range, context.node());
    forgetFinished();
    held.add(stretch);
    return stretch;
  }

  /** Whether a message is in somebody's hands, or its acknowledgement on its way. */
  boolean isOut() {
    return held.stream().anyMatch(stretch -> stretch.held().isOut());
  }

  boolean isEmpty() {
    forgetFinished();
    return held.isEmpty();
  }

  /** All, to be given back when nothing of them is out; {@link #released} follows. */
  List<Released> toBeReleased() {
    forgetFinished();
    return held.stream().map(ClaimedStretch::released).toList();
  }

  private void forgetFinished() {
    held.removeIf(stretch -> stretch.held().isFinished());
  }

  void released() {
    held.clear();
  }
}
