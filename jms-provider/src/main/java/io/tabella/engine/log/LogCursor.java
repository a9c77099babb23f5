package io.tabella.engine.log;

import io.tabella.store.LogKey;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * A subscription's place in one publisher's log. Guarded by the lock of its subscriber.
 *
 * <p>Messages are taken in order from stretches, first from those that others have left, then from
 * the one in front.
 */
final class LogCursor {

  private final LogKey log;
  private final Deque<From> waiting = new ArrayDeque<>();
  private @Nullable Stretch stretch;
  private long next;
  private long unclaimed;

  private record From(Stretch stretch, long first) {}

  /**
   * At its place.
   *
   * @param unclaimed the first number that nobody has claimed for the subscription
   */
  LogCursor(LogKey log, long unclaimed) {
    this.log = log;
    this.unclaimed = unclaimed;
  }

  LogKey log() {
    return log;
  }

  /** The first number that nobody has claimed for the subscription. */
  long unclaimed() {
    return unclaimed;
  }

  /** Somebody else has moved the cursor. */
  void unclaimed(long number) {
    unclaimed = number;
  }

  /** A stretch to be taken when those before it are used up. */
  void add(Stretch fresh, long first) {
    waiting.add(new From(fresh, first));
    unclaimed = Math.max(unclaimed, fresh.last() == Long.MAX_VALUE ? first : fresh.last() + 1);
  }

  /** The stretch that {@link #next} lies in; null if there is none. */
  @Nullable Stretch stretch() {
    while ((stretch == null || next > stretch.last()) && !waiting.isEmpty()) {
      From from = waiting.remove();
      stretch = from.stretch();
      next = from.first();
    }
    return stretch == null || next > stretch.last() ? null : stretch;
  }

  /** The number to be taken next, if there is a stretch. */
  long next() {
    return next;
  }

  /** All below this is taken. */
  void next(long number) {
    next = number;
  }

  /** Forgets what is not taken. */
  void drop() {
    waiting.clear();
    stretch = null;
  }
}
