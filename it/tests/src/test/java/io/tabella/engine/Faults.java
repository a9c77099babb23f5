package io.tabella.engine;

import io.tabella.store.Batch;
import io.tabella.store.CommitUnknownException;
import io.tabella.store.Nodes.LedgerIds;
import io.tabella.store.StoreConflictException;
import io.tabella.store.StoreUnavailableException;
import java.util.Collection;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** What is planned to go wrong in a {@link FaultyStore}, and when. For all threads. */
final class Faults {

  /** Where a fault strikes. */
  enum Point {
    BEGIN,
    INSERT,
    INSERTED,
    ACKNOWLEDGE,
    CLAIM,
    CLAIMED,
    RELEASE,
    REAP,
    COMMIT,
    COMMITTED,
    OUTCOME,
    FIND_READY,
    FENCE,
    REMOVE,
    RENEW
  }

  /** Whose transaction it strikes. */
  enum Who {
    LANE,
    CLAIMER,
    HOUSE,
    NOBODY_IN_PARTICULAR
  }

  /** Throws, or waits, or does something else first. */
  @FunctionalInterface
  interface Fault {
    void strike();
  }

  private record Place(Who who, Point point) {}

  private final Map<Place, Deque<Fault>> planned = new ConcurrentHashMap<>();
  private final Map<Place, AtomicLong> visits = new ConcurrentHashMap<>();
  private final Map<Long, Who> writers = new ConcurrentHashMap<>();
  private volatile boolean rowsLocked;

  /** Plans a fault for the next visits that have none planned. */
  void plan(Who who, Point point, int times, Fault fault) {
    Deque<Fault> faults =
        planned.computeIfAbsent(new Place(who, point), place -> new ConcurrentLinkedDeque<>());
    for (int i = 0; i < times; i++) {
      faults.add(fault);
    }
  }

  void plan(Who who, Point point, Fault fault) {
    plan(who, point, 1, fault);
  }

  /** Whoever comes to this place next waits there. */
  Pause pause(Who who, Point point) {
    Pause pause = new Pause();
    plan(who, point, pause);
    return pause;
  }

  void forgetAll() {
    planned.clear();
  }

  /** Reapers find all rows locked by somebody, and pass them over. */
  void lockRows(boolean locked) {
    rowsLocked = locked;
  }

  boolean areRowsLocked() {
    return rowsLocked;
  }

  /** Whether all that was planned has happened. */
  boolean areOver() {
    return planned.values().stream().allMatch(Collection::isEmpty);
  }

  /** How often somebody has come to a place. */
  long visits(Who who, Point point) {
    AtomicLong count = visits.get(new Place(who, point));
    return count == null ? 0 : count.get();
  }

  void learn(LedgerIds ledgers) {
    ledgers.lanes().forEach(ledger -> writers.put(ledger, Who.LANE));
    ledgers.claimers().forEach(ledger -> writers.put(ledger, Who.CLAIMER));
    writers.put(ledgers.housekeeping(), Who.HOUSE);
  }

  void at(Batch batch, Point point) {
    at(writers.getOrDefault(batch.ledger(), Who.NOBODY_IN_PARTICULAR), point);
  }

  void at(Who who, Point point) {
    Place place = new Place(who, point);
    visits.computeIfAbsent(place, key -> new AtomicLong()).incrementAndGet();
    Deque<Fault> faults = planned.get(place);
    Fault fault = faults == null ? null : faults.poll();
    if (fault != null) {
      fault.strike();
    }
  }

  static Fault unavailable() {
    return () -> {
      throw new StoreUnavailableException("planned by a test: the database is away", null);
    };
  }

  static Fault conflict() {
    return () -> {
      throw new StoreConflictException("planned by a test: deadlock", null);
    };
  }

  static Fault unknown() {
    return () -> {
      throw new CommitUnknownException("planned by a test: connection lost", null);
    };
  }

  /** Holds up the thread that comes by until it is released. */
  static final class Pause implements Fault {

    private static final long GENEROUS_SECONDS = 30;

    private final CountDownLatch reached = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);
    private volatile @Nullable Fault afterwards;

    @Override
    public void strike() {
      reached.countDown();
      await(released, "nobody released the pause");
      Fault fault = afterwards;
      if (fault != null) {
        fault.strike();
      }
    }

    void awaitReached() {
      await(reached, "nobody came to the pause");
    }

    void release() {
      released.countDown();
    }

    void releaseWith(Fault fault) {
      afterwards = fault;
      release();
    }

    private static void await(CountDownLatch latch, String failure) {
      try {
        if (!latch.await(GENEROUS_SECONDS, TimeUnit.SECONDS)) {
          throw new AssertionError(failure);
        }
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
  }
}
