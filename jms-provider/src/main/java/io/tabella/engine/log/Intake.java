package io.tabella.engine.log;

import io.tabella.engine.delivery.MessageFilter;
import io.tabella.engine.transaction.Audience;
import io.tabella.engine.transaction.UnitOfWork;
import io.tabella.store.LogKey;
import io.tabella.store.LoggedMessage;
import io.tabella.store.Range;
import io.tabella.store.SubscriptionKind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A subscriber's places in the logs, and how messages come from there into its buffer. Guarded by
 * the subscriber's lock.
 */
final class Intake {

  private static final int PREFETCH = 256;

  private final Subscriber subscriber;
  private final MessageFilter filter;
  private final DeliveryBuffer buffer;
  private final Map<Long, LogTail> tails = new HashMap<>();
  private final Map<LogKey, LogCursor> cursors = new LinkedHashMap<>();
  private final Map<LogKey, Long> places = new HashMap<>();
  private UnitOfWork skips = new UnitOfWork();

  Intake(Subscriber subscriber, MessageFilter filter, DeliveryBuffer buffer) {
    this.subscriber = subscriber;
    this.filter = filter;
    this.buffer = buffer;
  }

  /** Follows a topic; false if it did before. */
  boolean follow(LogTail tail) {
    return tails.putIfAbsent(tail.topic(), tail) == null;
  }

  List<LogTail> tails() {
    return List.copyOf(tails.values());
  }

  @Nullable LogTail tail(LogKey log) {
    return tails.get(log.topic());
  }

  /** Takes its place in a log, unless it has one. */
  boolean place(LogKey log, long unclaimed) {
    boolean fresh = !cursors.containsKey(log);
    cursor(log, unclaimed);
    return fresh;
  }

  /** The place in a log; if it is new, at a number. */
  LogCursor cursor(LogKey log, long unclaimed) {
    return cursors.computeIfAbsent(log, fresh -> newCursor(fresh, unclaimed));
  }

  private LogCursor newCursor(LogKey log, long unclaimed) {
    LogCursor cursor = new LogCursor(log, unclaimed);
    if (subscriber.subscription().spec().kind() == SubscriptionKind.NON_DURABLE) {
      cursor.add(new UnclaimedStretch(), unclaimed);
    }
    return cursor;
  }

  /** A range that others have left. */
  void resume(ClaimedStretch stretch, Range range) {
    cursor(range.key().log(), range.last() + 1).add(stretch, range.firstOpen());
  }

  /** The only message of a range that a branch has given back. */
  LogDelivery returned(ClaimedStretch stretch, LoggedMessage message) {
    LogCursor cursor = cursor(message.log(), message.seq() + 1);
    return new LogDelivery(subscriber, cursor, stretch, message, Long.MIN_VALUE + message.seq());
  }

  /** A range that was just claimed. */
  void begin(ClaimedStretch stretch) {
    LogKey log = stretch.held().key().log();
    cursor(log, stretch.last() + 1).add(stretch, stretch.held().key().first());
  }

  /** Somebody else has moved a cursor. */
  void moved(LogKey log, long unclaimed) {
    LogCursor cursor = cursors.get(log);
    if (cursor != null) {
      cursor.unclaimed(unclaimed);
    }
  }

  // Into the buffer.

  /** Takes what is in memory. */
  void fill() {
    if (buffer.size() < PREFETCH / 2) {
      cursors.values().forEach(this::fill);
    }
  }

  private void fill(LogCursor cursor) {
    LogTail tail = goesOn(cursor) ? tail(cursor.log()) : null;
    Stretch stretch = cursor.stretch();
    while (tail != null && stretch != null && buffer.size() < PREFETCH) {
      List<LoggedMessage> messages =
          tail.newest(cursor.log(), cursor.next(), PREFETCH - buffer.size());
      if (messages.isEmpty()) {
        return;
      }
      for (LoggedMessage message : messages) {
        if (message.seq() <= stretch.last()) {
          accept(cursor, stretch, message);
        }
      }
      stretch = cursor.stretch();
    }
  }

  private void accept(LogCursor cursor, Stretch stretch, LoggedMessage message) {
    cursor.next(message.seq() + 1);
    if (stretch.isAcknowledged(message.seq())) {
      return;
    }
    if (isWanted(message)) {
      buffer.add(new LogDelivery(subscriber, cursor, stretch, message, buffer.nextArrival()));
    } else {
      stretch.skip(skips, message.seq());
    }
  }

  private boolean isWanted(LoggedMessage message) {
    Audience audience = Audience.parse(message.origin());
    return audience.includes(subscriber.subscription().id())
        && filter.wants(message.message(), audience.publisher());
  }

  /** A place where older messages have to be read; null if there is none. */
  @Nullable LogCursor behind() {
    for (LogCursor cursor : cursors.values()) {
      if (cursor.stretch() != null && cursor.next() <= highest(cursor) && goesOn(cursor)) {
        return cursor;
      }
    }
    return null;
  }

  /** Takes what was read; false if it is not wanted any more. */
  boolean take(LogCursor cursor, LogChunks.Chunk chunk) {
    Stretch stretch = cursor.stretch();
    if (stretch == null) {
      return false;
    }
    for (LoggedMessage message : chunk.messages()) {
      if (message.seq() >= cursor.next() && message.seq() <= stretch.last()) {
        skipHoles(cursor, stretch, message.seq());
        accept(cursor, stretch, message);
      }
    }
    skipHoles(cursor, stretch, Math.min(chunk.to(), stretch.last()) + 1);
    return true;
  }

  /** What is missing below a visible number was removed. */
  private void skipHoles(LogCursor cursor, Stretch stretch, long to) {
    for (long seq = cursor.next(); seq < to; seq++) {
      if (!stretch.isAcknowledged(seq)) {
        stretch.skip(skips, seq);
      }
    }
    cursor.next(Math.max(cursor.next(), to));
  }

  /** What has to be claimed before more can be taken. */
  List<RangeClaims.Wish> wishes(RangeClaims claims) {
    List<RangeClaims.Wish> wishes = new ArrayList<>();
    for (LogCursor cursor : cursors.values()) {
      if (cursor.stretch() == null && cursor.unclaimed() <= highest(cursor) && goesOn(cursor)) {
        wishes.add(claims.wish(cursor.log(), cursor.unclaimed(), highest(cursor)));
      }
    }
    return wishes;
  }

  /** Nothing is taken from the log of a paused topic: it would fill the buffer. */
  private boolean goesOn(LogCursor cursor) {
    return !subscriber.isPaused(cursor.log());
  }

  private long highest(LogCursor cursor) {
    LogTail tail = tail(cursor.log());
    return tail == null ? 0 : tail.highest(cursor.log());
  }

  // Housekeeping.

  UnitOfWork takeSkips() {
    UnitOfWork taken = skips;
    skips = new UnitOfWork();
    return taken;
  }

  Map<LogKey, Long> newPlaces() {
    Map<LogKey, Long> changed = new HashMap<>();
    for (LogCursor cursor : cursors.values()) {
      Stretch stretch = cursor.stretch();
      if (stretch != null) {
        long buffered = buffer.lowest(cursor.log(), cursor.next());
        long lowest = Math.min(buffered, stretch.lowestAtRisk());
        if (!Objects.equals(places.put(cursor.log(), lowest), lowest)) {
          changed.put(cursor.log(), lowest);
        }
      }
    }
    return changed;
  }

  /** The publishers are gone, and so is all that they wrote. */
  void forget(Collection<LogKey> logs) {
    cursors.keySet().removeAll(logs);
  }

  /** Forgets what is buffered, and what could be. */
  void drop() {
    buffer.clear();
    cursors.values().forEach(LogCursor::drop);
  }
}
