package io.tabella.engine.transaction;

import io.tabella.engine.monitor.Counters;
import io.tabella.engine.service.Service;
import io.tabella.engine.service.StoppedException;
import io.tabella.engine.service.Ticker;
import io.tabella.engine.service.WorkLoop;
import io.tabella.store.CommitUnknownException;
import io.tabella.store.FencedException;
import io.tabella.store.StoreConflictException;
import io.tabella.store.StoreException;
import io.tabella.store.StoreUnavailableException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One writer thread of a node: merges units of work into database commits. Any thread may hand over
 * units; each ends in success or failure.
 */
public final class Lane implements Service {

  private final LaneConfig config;
  private final Ledger ledger;
  private final LongSupplier ids;
  private final PublisherNumbers numbers;
  private final Ticker ticker;
  private final WaitingUnits waiting;
  private final Gathering gathering = new Gathering();
  private final WorkLoop loop;
  private final Counters counters;
  private volatile @Nullable FencedException fenced;
  private volatile Consumer<FencedException> onFenced = e -> {};
  private volatile LongConsumer onStaged = dueAt -> {};

  /**
   * A lane.
   *
   * @param ids makes entries' ids, each greater than the one before
   * @param counters of its node
   */
  public Lane(
      String name,
      LaneConfig config,
      Ledger ledger,
      LongSupplier ids,
      Ticker ticker,
      Counters counters) {
    this.config = config;
    this.ledger = ledger;
    this.ids = ids;
    this.numbers = new PublisherNumbers(ledger.id());
    this.ticker = ticker;
    this.counters = counters;
    this.waiting = new WaitingUnits(config.room());
    this.loop = new WorkLoop(name, this::runOnce);
  }

  /** Whom to tell, on the lane's thread, when a write shows that the node is fenced. */
  public void onFenced(Consumer<FencedException> listener) {
    onFenced = listener;
  }

  /** Whom to tell, on the lane's thread, when a message is due that was stored for later. */
  public void onStaged(LongConsumer listener) {
    onStaged = listener;
  }

  /** The id of its ledger. */
  public long id() {
    return ledger.id();
  }

  @Override
  public void start() {
    loop.start();
  }

  /** Says in the log if a turn lasts for longer than it ever should. */
  public void watch(Duration limit) {
    loop.watch(limit);
  }

  /** Commits what waits, and ends. */
  @Override
  public void stop() {
    waiting.close();
    loop.stop();
    while (!waiting.isFinished()) {
      runOnce();
    }
  }

  /**
   * Hands a unit over without waiting for it; waits only while too much waits already. A lane keeps
   * the order.
   *
   * @return {@link UnitOfWork#done()}
   */
  public CompletableFuture<Void> submit(UnitOfWork unit) {
    if (unit.isEmpty()) {
      unit.done().complete(null);
      return unit.done();
    }
    unit.handedOver(ticker.nanos());
    if (waiting.put(unit)) {
      loop.signal();
    } else {
      unit.done().completeExceptionally(new StoppedException("The node"));
    }
    return unit.done();
  }

  /** {@link #submit} of a unit for which nobody waits, so that it may share a later commit. */
  public CompletableFuture<Void> submitLazily(UnitOfWork unit) {
    unit.lazy();
    return submit(unit);
  }

  /**
   * {@link #submit} for a caller that does not need to know.
   *
   * @param failed told why on the lane's thread if nothing of the unit is stored
   */
  public void submitOrElse(UnitOfWork unit, Consumer<Throwable> failed) {
    CompletableFuture<Void> unused =
        submit(unit)
            .whenComplete(
                (done, failure) -> {
                  if (failure != null) {
                    failed.accept(failure);
                  }
                });
  }

  /**
   * Hands a unit over and waits until it is stored and flushed. An interrupt does not end the wait,
   * for nobody could tell then what became of the unit; it is kept for the caller.
   *
   * @throws CommitUnknownException if the database was lost during COMMIT, and could not be asked
   *     in time whether the unit is stored
   * @throws StoreException if nothing of the unit is stored, or ever will be
   * @throws EntriesLostException if somebody took away what was to be acknowledged
   * @throws StoppedException if the node was stopped before
   */
  public void commit(UnitOfWork unit) {
    try {
      submit(unit).join();
    } catch (CompletionException e) {
      throw rethrown(e);
    }
  }

  private static RuntimeException rethrown(CompletionException e) {
    return e.getCause() instanceof RuntimeException cause ? cause : e;
  }

  /**
   * Takes what waits and commits it. Runs on the lane's thread, or by hand where that was not
   * started.
   *
   * @return after how many nanoseconds to look again; 0 if something was committed
   */
  public long runOnce() {
    long begin = ticker.nanos();
    long wait = gathering.nanosToWait(waiting.census(), begin);
    if (wait > 0) {
      return wait;
    }
    List<UnitOfWork> units = waiting.take(config.batch());
    commitTogether(units);
    long end = ticker.nanos();
    gathering.ended((int) units.stream().filter(u -> !u.isLazy()).count(), end - begin, end);
    return 0;
  }

  private void commitTogether(List<UnitOfWork> units) {
    BackOff backOff = new BackOff();
    List<UnitOfWork> left = units;
    while (!left.isEmpty()) {
      FencedException before = fenced;
      if (before != null) {
        failAll(left, before);
        return;
      }
      try {
        attempt(left);
        return;
      } catch (StoreConflictException | StoreUnavailableException e) {
        left = failOverdue(left, e);
        if (!left.isEmpty()) {
          counters.retried();
          LockSupport.parkNanos(backOff.nextNanos());
        }
      } catch (FencedException e) {
        endWith(left, e);
        return;
      } catch (RuntimeException | Error e) {
        divide(left, e);
        return;
      }
    }
  }

  /** Writes and commits; units are completed only if that worked. */
  private void attempt(List<UnitOfWork> units) {
    BatchWrite write = new BatchWrite(config.owner(), ids, numbers, onStaged, units);
    boolean committed = false;
    long begin = ticker.nanos();
    try {
      ledger.write(write::write);
      committed = true;
    } finally {
      if (!committed) {
        write.failed();
      }
    }
    stored(write, units, ticker.nanos() - begin);
  }

  /** It is stored, come what may: a failure from here on must not have it written again. */
  private void stored(BatchWrite write, List<UnitOfWork> units, long nanos) {
    try {
      write.committed();
      counters.committed(content(units, write), nanos);
    } catch (RuntimeException | Error e) {
      fence(
          new FencedException(
              "what was committed could not be handed over in this JVM; the node ends, and others"
                  + " take it up",
              e));
    } finally {
      units.forEach(unit -> unit.done().complete(null));
    }
  }

  private static Counters.Batch content(List<UnitOfWork> units, BatchWrite write) {
    int sends = 0;
    int acknowledgements = 0;
    for (UnitOfWork unit : units) {
      sends += unit.sent(write::isDuplicate);
      acknowledgements += unit.acknowledged();
    }
    return new Counters.Batch(units.size(), sends, write.duplicates(), acknowledgements);
  }

  private List<UnitOfWork> failOverdue(List<UnitOfWork> units, StoreException cause) {
    List<UnitOfWork> overdue =
        units.stream().filter(unit -> isOverdue(unit.handedOverAt())).toList();
    StoreUnavailableException late =
        new StoreUnavailableException(
            "nothing was stored: the database did not take it within "
                + config.storeTimeout().toMillis()
                + " ms (setting storeTimeoutMillis); the last answer was: "
                + cause.getMessage(),
            cause);
    failAll(overdue, late);
    failAll(waiting.takeWhile(unit -> isOverdue(unit.handedOverAt())), late);
    return units.stream().filter(unit -> !overdue.contains(unit)).toList();
  }

  private boolean isOverdue(long sinceNanos) {
    return ticker.nanos() - sinceNanos >= config.storeTimeout().toNanos();
  }

  /** Refused for the sake of a unit that is not known: each half is written for itself. */
  private void divide(List<UnitOfWork> units, Throwable cause) {
    if (units.size() == 1) {
      failAll(units, cause);
      return;
    }
    counters.divided();
    int half = units.size() / 2;
    commitTogether(units.subList(0, half));
    commitTogether(units.subList(half, units.size()));
  }

  /** The node has ended: whatever waits or comes fails. */
  public void end(FencedException cause) {
    fenced = cause;
  }

  /** First the node, so that whose unit fails finds it ended; but units fail whatever happens. */
  private void endWith(List<UnitOfWork> units, FencedException e) {
    try {
      fence(e);
    } finally {
      failAll(units, e.getCause() instanceof CommitUnknownException unknown ? unknown : e);
    }
  }

  private void fence(FencedException e) {
    if (fenced == null) {
      fenced = e;
      onFenced.accept(e);
    }
  }

  private static void failAll(List<UnitOfWork> units, Throwable cause) {
    units.forEach(unit -> unit.done().completeExceptionally(cause));
  }
}
