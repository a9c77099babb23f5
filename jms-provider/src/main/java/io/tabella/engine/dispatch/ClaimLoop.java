package io.tabella.engine.dispatch;

import io.tabella.engine.transaction.Lane;
import io.tabella.engine.transaction.Ledger;
import io.tabella.engine.transaction.UnitOfWork;
import io.tabella.store.Claim;
import io.tabella.store.Claimed;
import io.tabella.store.EntryKey;
import io.tabella.store.FencedException;
import io.tabella.store.ScanStart;
import io.tabella.store.StoreConflictException;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Claims ready entries of one queue for this node, and releases what nobody here wants. Its turns
 * run on its claimer's thread; requests come from any.
 */
final class ClaimLoop {

  private static final System.Logger LOG = System.getLogger(ClaimLoop.class.getName());
  private static final Claimed NOTHING = new Claimed(List.of(), false);

  private final Dispatcher dispatcher;
  private final Claimer claimer;
  private final DispatchContext context;
  private final PollPace pace;
  private final AtomicBoolean requested = new AtomicBoolean();
  private final AtomicBoolean registered = new AtomicBoolean();
  private final ConcurrentLinkedQueue<CompletableFuture<Void>> askers =
      new ConcurrentLinkedQueue<>();
  private volatile @Nullable RuntimeException ended;
  private boolean lastWasFull;

  ClaimLoop(Dispatcher dispatcher, Claimer claimer, DispatchContext context) {
    this.dispatcher = dispatcher;
    this.claimer = claimer;
    this.context = context;
    this.pace = new PollPace(context.config().poll().toNanos(), now());
  }

  /** The queue has its first reader. */
  void register() {
    if (registered.compareAndSet(false, true)) {
      claimer.add(this);
    }
  }

  /** Look soon. */
  void request() {
    requested.set(true);
    claimer.signal();
  }

  /**
   * Waits for a scan that begins from now on.
   *
   * @throws io.tabella.store.StoreException if it fails
   */
  void scanNow() {
    CompletableFuture<Void> asker = new CompletableFuture<>();
    askers.add(asker);
    request();
    failAskersIfEnded();
    try {
      asker.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException failure ? failure : e;
    }
  }

  /** Whether somebody has asked for a scan since the last call. */
  boolean takeRequest() {
    return requested.getAndSet(false);
  }

  boolean isDue(long now) {
    return pace.isDue(now);
  }

  long nanosLeft(long now) {
    return pace.nanosLeft(now);
  }

  /** Where a poll of this queue would look; null if nobody here is hungry, or there is no room. */
  @Nullable Scan begin(boolean fromBeginning) {
    ScanRoom room = dispatcher.scanBegins(fromBeginning);
    if (room == null) {
      pace.looked(false, now());
      return null;
    }
    return new Scan(room, context.membership().clock().now(), now());
  }

  /** One look into the database: what it may bring, and when it began on either clock. */
  record Scan(ScanRoom room, long begunAt, long begunNanos) {
    ScanStart start() {
      return room.start();
    }
  }

  /** Scans because somebody asked for it. */
  void scan(Ledger ledger) {
    List<CompletableFuture<Void>> asking = takeAskers();
    try {
      boolean found = scanOnce(ledger, false);
      if (!found && !asking.isEmpty()) {
        // Who asks for what is there now must not miss what became visible below a mark.
        scanOnce(ledger, true);
      }
      asking.forEach(asker -> asker.complete(null));
    } catch (StoreConflictException e) {
      // Who asks does not see a deadlock: the scan is repeated.
      askers.addAll(asking);
      requested.set(true);
      failAskersIfEnded();
      throw e;
    } catch (RuntimeException | Error e) {
      asking.forEach(asker -> asker.completeExceptionally(e));
      throw e;
    }
  }

  private boolean scanOnce(Ledger ledger, boolean fromBeginning) {
    Scan scan = begin(fromBeginning);
    if (scan == null) {
      return false;
    }
    boolean worth =
        lastWasFull
            || !context.store().findReady(List.of(scan.start())).isEmpty()
            || !dispatcher.isAnnounced();
    return finish(ledger, scan, worth);
  }

  /**
   * Claims, or takes note that there is nothing.
   *
   * @param worth whether something was seen
   * @return whether there was something
   */
  boolean finish(Ledger ledger, Scan scan, boolean worth) {
    Claimed claimed = worth ? claim(ledger, scan) : NOTHING;
    lastWasFull = claimed.full();
    long now = now();
    keep(scan, claimed, now - scan.begunNanos());
    boolean found = !claimed.entries().isEmpty();
    pace.looked(found, now);
    return found;
  }

  /** They are this node's, come what may: what it cannot keep only its end gives to others. */
  private void keep(Scan scan, Claimed claimed, long took) {
    try {
      dispatcher.scanEnds(scan.room(), claimed, scan.begunAt(), took);
    } catch (RuntimeException | Error e) {
      throw new FencedException(
          "what was claimed could not be kept in this JVM; the node ends, and others take it up",
          e);
    }
  }

  private Claimed claim(Ledger ledger, Scan scan) {
    long owner = context.config().owner();
    if (!dispatcher.isAnnounced()) {
      ledger.commit(
          transaction -> {
            transaction.holdings().announce(owner, dispatcher.queue());
            return true;
          });
      dispatcher.announced();
    }
    ScanRoom room = scan.room();
    Claim wish = new Claim(room.start(), owner, room.entries(), room.bytes());
    return ledger.commit(transaction -> transaction.entries().claim(wish));
  }

  /** Makes ready again what this node holds and nobody here looks for. */
  void releaseIdle(Ledger ledger, Lane lane) {
    release(ledger, lane, dispatcher.takeIdle());
  }

  /** Makes ready again all that is buffered: the node stops. */
  void releaseAll(Ledger ledger, Lane lane) {
    release(ledger, lane, dispatcher.takeForStop());
  }

  private void release(Ledger ledger, Lane lane, List<QueueDelivery> idle) {
    if (idle.isEmpty()) {
      return;
    }
    boolean done = false;
    try {
      releaseStored(ledger, idle);
      storeVolatile(lane, idle);
      done = true;
    } finally {
      if (done) {
        dispatcher.isReleased(idle);
      } else {
        dispatcher.isNotReleased(idle);
      }
    }
  }

  private void releaseStored(Ledger ledger, List<QueueDelivery> idle) {
    List<EntryKey> keys =
        idle.stream().filter(QueueDelivery::stored).map(QueueDelivery::key).toList();
    if (!keys.isEmpty()) {
      long owner = context.config().owner();
      ledger.commit(transaction -> transaction.entries().release(owner, keys));
    }
  }

  private void storeVolatile(Lane lane, List<QueueDelivery> idle) {
    for (QueueDelivery delivery : idle) {
      if (!delivery.stored()) {
        UnitOfWork unit = new UnitOfWork();
        unit.send(dispatcher, delivery.storedMessage(), delivery.attempts());
        lane.submitOrElse(unit, failure -> delivery.putBack());
      }
    }
  }

  /** It cannot be scanned, for a reason that is its own: it is left alone for a moment. */
  void rest(Throwable cause) {
    LOG.log(
        Level.WARNING, "queue cannot be claimed from, goes on; queue=" + dispatcher.name(), cause);
    failAskers(cause);
    pace.rest(now());
  }

  void nudge() {
    dispatcher.nudge();
  }

  /** Whether a poll has seen something in this queue. */
  boolean isIn(Set<Long> queues) {
    return queues.contains(dispatcher.queue());
  }

  private List<CompletableFuture<Void>> takeAskers() {
    List<CompletableFuture<Void>> taken = new ArrayList<>();
    CompletableFuture<Void> next = askers.poll();
    while (next != null) {
      taken.add(next);
      next = askers.poll();
    }
    return taken;
  }

  /** The node has ended or stopped: nobody will scan any more. */
  void end(RuntimeException cause) {
    ended = cause;
    failAskers(cause);
  }

  /** For askers that came while this was ending. */
  private void failAskersIfEnded() {
    RuntimeException cause = ended;
    if (cause != null) {
      failAskers(cause);
    }
  }

  /** Whoever waits for a scan waits no more. */
  void failAskers(Throwable cause) {
    takeAskers().forEach(asker -> asker.completeExceptionally(cause));
  }

  private long now() {
    return context.ticker().nanos();
  }
}
