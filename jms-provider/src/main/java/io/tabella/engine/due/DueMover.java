package io.tabella.engine.due;

import io.tabella.engine.catalog.NoSuchDestinationException;
import io.tabella.engine.delivery.Outlet;
import io.tabella.engine.lease.StoreClock;
import io.tabella.engine.service.Service;
import io.tabella.engine.service.WorkLoop;
import io.tabella.engine.transaction.EntriesLostException;
import io.tabella.engine.transaction.Lane;
import io.tabella.engine.transaction.UnitOfWork;
import io.tabella.store.FencedException;
import io.tabella.store.MessageStore;
import io.tabella.store.Staged;
import io.tabella.store.StagedKey;
import io.tabella.store.StagedMessage;
import io.tabella.store.StoreException;
import io.tabella.store.StoreRejectedException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** The thread that makes staged messages visible when they are due. */
public final class DueMover implements Service {

  private static final System.Logger LOG = System.getLogger(DueMover.class.getName());
  private static final int CHUNK = 200;

  /** Looked at without a signal: rows of lanes that are gone, and clocks that were set. */
  private static final long LONGEST_MILLIS = 2_000;

  private final MessageStore store;
  private final StoreClock clock;
  private final List<Lane> lanes;
  private final Targets targets;
  private final WorkLoop thread;

  /** When the first one is due as far as is known, by the database's clock. */
  private final AtomicLong nextDueAt = new AtomicLong(0);

  /**
   * A mover.
   *
   * @param node for the thread's name
   */
  public DueMover(
      MessageStore store, StoreClock clock, List<Lane> lanes, Targets targets, long node) {
    this.store = store;
    this.clock = clock;
    this.lanes = lanes;
    this.targets = targets;
    this.thread = new WorkLoop("tabella-due-" + node, this::runOnce);
    lanes.forEach(lane -> lane.onStaged(this::staged));
  }

  @Override
  public void start() {
    thread.start();
  }

  @Override
  public void stop() {
    thread.stop();
  }

  /** Says in the log if a turn lasts for longer than it ever should. */
  public void watch(Duration limit) {
    thread.watch(limit);
  }

  private void staged(long dueAt) {
    long before = nextDueAt.getAndAccumulate(dueAt, Math::min);
    if (dueAt < before) {
      thread.signal();
    }
  }

  /** Looks soon: something may be there that is due at once. */
  public void expect() {
    staged(StagedKey.AT_ONCE);
  }

  /** One turn: moves what is due, and tells when to look again. */
  public long runOnce() {
    try {
      // What is stored from now on lowers this again.
      nextDueAt.set(Long.MAX_VALUE);
      adoptOrphans();
      for (Lane lane : lanes) {
        lookAgain(lane, isAllMoved(lane));
      }
    } catch (FencedException e) {
      return Long.MAX_VALUE;
    } catch (StoreException e) {
      // The lease keeper says in the log that the database is away.
      LOG.log(Level.DEBUG, "staged messages wait for the database", e);
      lower(clock.now() + LONGEST_MILLIS);
    }
    long millis = Math.min(LONGEST_MILLIS, nextDueAt.get() - clock.now());
    return TimeUnit.MILLISECONDS.toNanos(Math.max(1, millis));
  }

  /** What cannot be moved is due all the time. */
  private void lookAgain(Lane lane, boolean allMoved) {
    if (allMoved) {
      store.dueMessages().nextDueAt(lane.id()).ifPresent(this::lower);
    } else {
      lower(clock.now() + LONGEST_MILLIS);
    }
  }

  private void lower(long dueAt) {
    nextDueAt.accumulateAndGet(dueAt, Math::min);
  }

  private void adoptOrphans() {
    for (long dead : store.dueMessages().findOrphanedLanes()) {
      Lane lane = lanes.get(0);
      UnitOfWork unit = new UnitOfWork();
      unit.also(transaction -> transaction.staged().adopt(dead, lane.id()));
      lane.commit(unit);
    }
  }

  /** Goes on as long as anything moves: one that does not stays first among those that are due. */
  private boolean isAllMoved(Lane lane) {
    List<StagedMessage> due = store.dueMessages().findDue(lane.id(), CHUNK);
    long moved = moved(lane, due);
    while (moved > 0 && due.size() == CHUNK) {
      due = store.dueMessages().findDue(lane.id(), CHUNK);
      moved = moved(lane, due);
    }
    return moved == due.size();
  }

  /** One that the database does not take must not hold up the others. */
  private long moved(Lane lane, List<StagedMessage> due) {
    if (due.isEmpty()) {
      return 0;
    }
    try {
      commit(lane, due);
      return due.size();
    } catch (StoreRejectedException e) {
      if (due.size() == 1) {
        LOG.log(Level.WARNING, "a staged message cannot be moved; key=" + due.get(0).key(), e);
        return 0;
      }
      return due.stream().mapToLong(message -> moved(lane, List.of(message))).sum();
    }
  }

  private void commit(Lane lane, List<StagedMessage> due) {
    UnitOfWork unit = new UnitOfWork();
    unit.relays();
    Map<Targets.Place, Optional<Outlet>> known = new HashMap<>();
    List<StagedKey> sent = new ArrayList<>(due.size());
    List<StagedMessage> homeless = new ArrayList<>(0);
    for (StagedMessage message : due) {
      if (isSent(unit, known, message)) {
        sent.add(message.key());
      } else {
        LOG.log(Level.WARNING, "a staged message's destination is gone; key=" + message.key());
        homeless.add(message);
      }
    }
    unit.also(transaction -> takeAway(transaction.staged(), sent, homeless));
    try {
      lane.commit(unit);
    } catch (EntriesLostException e) {
      LOG.log(Level.DEBUG, "somebody else has moved or removed staged messages", e);
    }
  }

  private boolean isSent(
      UnitOfWork unit, Map<Targets.Place, Optional<Outlet>> known, StagedMessage message) {
    try {
      Optional<Outlet> target =
          known
              .computeIfAbsent(Targets.Place.of(message), targets::find)
              .map(outlet -> firstIfAtOnce(outlet, message));
      target.ifPresent(outlet -> outlet.sendIn(unit, message.message(), message.attempts()));
      return target.isPresent();
    } catch (NoSuchDestinationException e) {
      return false;
    }
  }

  private Outlet firstIfAtOnce(Outlet outlet, StagedMessage message) {
    return message.key().isAtOnce() ? targets.first(outlet, message.message()) : outlet;
  }

  /** The contents of those that go nowhere go with them. */
  private static void takeAway(Staged staged, List<StagedKey> sent, List<StagedMessage> homeless) {
    int found = sent.isEmpty() ? 0 : staged.delete(sent);
    found += homeless.isEmpty() ? 0 : staged.cancel(homeless);
    if (found != sent.size() + homeless.size()) {
      throw new EntriesLostException(sent.size() + homeless.size(), found);
    }
  }
}
