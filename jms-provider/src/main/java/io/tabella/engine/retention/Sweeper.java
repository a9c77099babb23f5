package io.tabella.engine.retention;

import io.tabella.engine.lease.QueueRemoval;
import io.tabella.engine.service.Ticker;
import io.tabella.engine.transaction.Ledger;
import io.tabella.store.DestinationKind;
import io.tabella.store.Destinations.DestinationRecord;
import io.tabella.store.EntryKey;
import io.tabella.store.MessageStore;
import io.tabella.store.QueueEntries.Stretch;
import io.tabella.store.StoreRejectedException;
import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Removes expired entries from queues that nobody reads. Runs on the housekeeping thread. */
public final class Sweeper {

  private static final System.Logger LOG = System.getLogger(Sweeper.class.getName());
  private static final long ROUND = TimeUnit.SECONDS.toNanos(30);
  private static final int STEP = 1_000;
  private static final int STEPS_A_TURN = 10;

  private final MessageStore store;
  private final Ledger ledger;
  private final Ticker ticker;
  private final Expiry expiry;
  private final Deque<Long> queuesLeft = new ArrayDeque<>();
  private @Nullable EntryKey after;
  private long nextRound;

  /**
   * A sweeper.
   *
   * @param expiry takes away what has expired
   */
  public Sweeper(MessageStore store, Ledger ledger, Ticker ticker, Expiry expiry) {
    this.expiry = expiry;
    this.store = store;
    this.ledger = ledger;
    this.ticker = ticker;
    this.nextRound = ticker.nanos() + ROUND;
  }

  /** A few steps of the round under way, or the begin of the next when its time has come. */
  public void runOnce() {
    beginRoundIfDue();
    for (int step = 0; step < STEPS_A_TURN && !queuesLeft.isEmpty(); step++) {
      step(queuesLeft.element());
    }
  }

  private void beginRoundIfDue() {
    long now = ticker.nanos();
    if (queuesLeft.isEmpty() && now - nextRound >= 0) {
      nextRound = now + ROUND;
      store.nodes().forgetFencedLedgers();
      Set<Long> filled = filledQueues();
      List<Long> known =
          store.destinations().list(DestinationKind.QUEUE).stream()
              .map(DestinationRecord::id)
              .toList();
      queuesLeft.addAll(known);
      known.forEach(filled::remove);
      filled.forEach(this::removeStrays);
    }
  }

  /** Before the destinations are asked: a queue that is made meanwhile is no stray. */
  private Set<Long> filledQueues() {
    Set<Long> filled = new TreeSet<>();
    Optional<Long> queue = store.queues().findFilledAfter(0);
    while (queue.isPresent()) {
      filled.add(queue.get());
      queue = store.queues().findFilledAfter(queue.get());
    }
    return filled;
  }

  /** Somebody has sent to a queue that was removed meanwhile, having met it before. */
  private void removeStrays(long queue) {
    new QueueRemoval(queue).through(ledger);
  }

  private void step(long queue) {
    EntryKey from = after == null ? EntryKey.before(queue) : after;
    try {
      Stretch swept = expiry.step(queue, from, STEP);
      after = swept.last();
      if (swept.end()) {
        nextQueue();
      }
    } catch (StoreRejectedException e) {
      // The next round tries again; the other queues must not wait for that.
      LOG.log(Level.WARNING, "expired entries cannot be moved; queue=" + queue, e);
      nextQueue();
    }
  }

  private void nextQueue() {
    queuesLeft.remove();
    after = null;
  }
}
