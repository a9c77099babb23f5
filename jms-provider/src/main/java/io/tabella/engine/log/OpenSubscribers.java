package io.tabella.engine.log;

import io.tabella.engine.transaction.Lane;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * The subscriptions that this node reads, one for each lane whose sessions have consumers, and
 * those that cannot be given up yet. For all threads.
 */
final class OpenSubscribers {

  private final ReentrantLock openLock = new ReentrantLock();
  private final Map<Place, Use> byPlace = new HashMap<>();
  private final List<Subscriber> lingering = new ArrayList<>();

  /** Consumers of a lane share what was claimed for it. */
  record Place(long subscription, Lane lane) {}

  private static final class Use {
    final Subscriber subscriber;
    int consumers;

    Use(Subscriber subscriber) {
      this.subscriber = subscriber;
    }
  }

  /** The subscriber of a place, if it is there; one more consumer has it then. */
  Subscriber enter(Place place, Supplier<Subscriber> fresh) {
    openLock.lock();
    try {
      Use known = byPlace.get(place);
      if (known != null) {
        known.consumers++;
        return known.subscriber;
      }
    } finally {
      openLock.unlock();
    }
    Subscriber made = fresh.get();
    openLock.lock();
    try {
      Use use = byPlace.computeIfAbsent(place, empty -> new Use(made));
      use.consumers++;
      return use.subscriber;
    } finally {
      openLock.unlock();
    }
  }

  /** A consumer is gone; true if it was the last one. */
  boolean leave(Place place) {
    openLock.lock();
    try {
      Use use = byPlace.get(place);
      boolean last = use != null && --use.consumers == 0;
      if (last) {
        byPlace.remove(place);
      }
      return last;
    } finally {
      openLock.unlock();
    }
  }

  /** Nobody reads it, and something of it is still in somebody's hands. */
  void linger(Subscriber subscriber) {
    openLock.lock();
    try {
      lingering.add(subscriber);
    } finally {
      openLock.unlock();
    }
  }

  /** A lingering one gets a consumer of its lane again, and is as it was when it was left. */
  void comeBack(Place place, Subscriber subscriber) {
    openLock.lock();
    try {
      lingering.remove(subscriber);
      Use use = new Use(subscriber);
      use.consumers = 1;
      byPlace.put(place, use);
    } finally {
      openLock.unlock();
    }
  }

  /** Nothing of it is in anybody's hands any more. */
  void settled(Subscriber subscriber) {
    openLock.lock();
    try {
      lingering.remove(subscriber);
    } finally {
      openLock.unlock();
    }
  }

  List<Subscriber> lingering() {
    openLock.lock();
    try {
      return List.copyOf(lingering);
    } finally {
      openLock.unlock();
    }
  }

  /** Whether this node still has anything of a subscription. */
  boolean isOpen(long subscription) {
    openLock.lock();
    try {
      return byPlace.keySet().stream().anyMatch(place -> place.subscription() == subscription)
          || lingering.stream().anyMatch(it -> it.subscription().id() == subscription);
    } finally {
      openLock.unlock();
    }
  }

  List<Subscriber> all() {
    openLock.lock();
    try {
      return byPlace.values().stream().map(use -> use.subscriber).toList();
    } finally {
      openLock.unlock();
    }
  }
}
