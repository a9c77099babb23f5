package io.tabella.engine.log;

import io.tabella.store.LogKey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What was taken from the logs and not yet by a reader. Guarded by the subscriber's lock. */
final class DeliveryBuffer {

  private final PriorityQueue<LogDelivery> deliveries = new PriorityQueue<>();
  private final PriorityQueue<Later> later =
      new PriorityQueue<>(Comparator.comparingLong(Later::dueAt));
  private final List<LogDelivery> paused = new ArrayList<>(0);
  private long arrivals;

  /** One that is to be delivered later, at a time of the database's clock. */
  private record Later(LogDelivery delivery, long dueAt) {}

  /** The place of the next delivery among those of its priority. */
  long nextArrival() {
    return ++arrivals;
  }

  void add(LogDelivery delivery) {
    deliveries.add(delivery);
  }

  /** Keeps one until a time. */
  void addLater(LogDelivery delivery, long dueAt) {
    later.add(new Later(delivery, dueAt));
  }

  /** Takes in those whose time has come; false if there is none. */
  boolean addDue(long now) {
    boolean any = false;
    for (Later first = later.peek(); first != null && first.dueAt() <= now; first = later.peek()) {
      deliveries.add(later.remove().delivery());
      any = true;
    }
    return any;
  }

  /** Keeps one whose topic is paused; {@link #resume} brings it back. */
  void pause(LogDelivery delivery) {
    paused.add(delivery);
  }

  /** Those of topics that are not paused any more are at their old places again. */
  void resume(Predicate<LogKey> isPaused) {
    if (paused.isEmpty()) {
      return;
    }
    List<LogDelivery> kept = List.copyOf(paused);
    paused.clear();
    for (LogDelivery delivery : kept) {
      (isPaused.test(delivery.cursor().log()) ? paused : deliveries).add(delivery);
    }
  }

  @Nullable LogDelivery poll() {
    return deliveries.poll();
  }

  int size() {
    return deliveries.size();
  }

  boolean isEmpty() {
    return deliveries.isEmpty();
  }

  void clear() {
    deliveries.clear();
    later.clear();
    paused.clear();
  }

  /** The lowest number of a log that is here, or the given one if that is lower. */
  long lowest(LogKey log, long next) {
    long lowest = next;
    for (LogDelivery delivery : deliveries) {
      lowest = lower(lowest, delivery, log);
    }
    for (LogDelivery delivery : paused) {
      lowest = lower(lowest, delivery, log);
    }
    for (Later delayed : later) {
      lowest = lower(lowest, delayed.delivery(), log);
    }
    return lowest;
  }

  private static long lower(long lowest, LogDelivery delivery, LogKey log) {
    return delivery.cursor().log().equals(log) ? Math.min(lowest, delivery.seq()) : lowest;
  }
}
