package io.tabella.engine.log;

import io.tabella.engine.transaction.Lane;
import io.tabella.engine.transaction.UnitOfWork;
import io.tabella.store.LoggedMessage;
import io.tabella.store.Range;
import io.tabella.store.RangeKey;
import io.tabella.store.SubscriptionKind;
import io.tabella.store.SubscriptionRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Ranges that nobody has: somebody who has left, or died, or a branch that was rolled back has
 * given them up. For all threads.
 */
final class FreeRanges {

  /** How many one commit takes. */
  private static final int TAKEN_AT_ONCE = 500;

  private final LogContext context;

  FreeRanges(LogContext context) {
    this.context = context;
  }

  /** Takes those of an open subscription. */
  void resume(Subscriber subscriber) {
    InBranches inBranches = subscriber.inBranches();
    SubscriptionRecord subscription = subscriber.subscription();
    if (subscription.spec().kind() == SubscriptionKind.NON_DURABLE && !inBranches.isAny()) {
      return;
    }
    List<Range> ranges = context.store().topics().ranges(List.of(subscription.id()));
    inBranches.seen(ranges);
    List<RangeKey> free =
        ranges.stream().filter(it -> it.owner() == Range.FREE).map(Range::key).sorted().toList();
    for (int from = 0; from < free.size(); from += TAKEN_AT_ONCE) {
      int to = Math.min(free.size(), from + TAKEN_AT_ONCE);
      take(subscriber.lane(), free.subList(from, to)).forEach(it -> resume(subscriber, it));
    }
  }

  /** What a branch gives back is a range of one message: it comes at once, and not in its turn. */
  private void resume(Subscriber subscriber, Range range) {
    if (!isReturned(range)) {
      subscriber.resume(range);
      return;
    }
    Optional<LoggedMessage> message =
        context
            .store()
            .topics()
            .read(range.key().log(), range.last(), range.last(), 1, Long.MAX_VALUE)
            .stream()
            .findFirst();
    if (message.isEmpty()) {
      UnitOfWork unit = new UnitOfWork();
      subscriber.claims().hold(range).skip(unit, range.last());
      subscriber.lane().commit(unit);
    } else {
      subscriber.returned(range, message.get());
    }
  }

  /** One that was only claimed may have its last number open because it is not published yet. */
  private static boolean isReturned(Range range) {
    return range.firstOpen() == range.last() && range.isDelivered(range.last());
  }

  /** In one commit: a branch that is rolled back may leave thousands. */
  private List<Range> take(Lane lane, List<RangeKey> keys) {
    List<Range> taken = new ArrayList<>();
    UnitOfWork unit = new UnitOfWork();
    unit.also(
        transaction -> {
          // This may be another attempt.
          taken.clear();
          keys.forEach(
              key -> transaction.subscriptions().take(key, context.node()).ifPresent(taken::add));
        });
    lane.commit(unit);
    return taken;
  }
}
