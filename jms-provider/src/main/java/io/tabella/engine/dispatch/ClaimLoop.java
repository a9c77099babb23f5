package io.tabella.engine.dispatch;

import io.tabella.engine.transaction.Lane;
import io.tabella.engine.transaction.Ledger;
import io.tabella.engine.transaction.Terms;
import io.tabella.engine.transaction.UnitOfWork;
import io.tabella.store.Claim;
import io.tabella.store.EntryKey;
import io.tabella.store.FencedException;
import io.tabella.store.ScanStart;
import io.tabella.store.StoreConflictException;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Claims ready entries of one queue for a desk of this node, and releases what nobody here wants.
 * Its turns run on its claimer's thread; requests come from any.
 */
final class ClaimLoop {

  private static final System.Logger LOG = System.getLogger(ClaimLoop.class.getName());

  private final Desk desk;
  private final Claimer claimer;
  private final DispatchContext context;
  private final KeyClaims byKey;
  private final PollPace pace;
  private final AtomicBoolean requested = new AtomicBoolean();
  private final AtomicBoolean registered = new AtomicBoolean();
  private final ConcurrentLinkedQueue<Asker> askers = new ConcurrentLinkedQueue<>();
  private volatile @Nullable RuntimeException ended;
  private boolean lastWasFull;

  /** How many passes through the queue have come to the end. */
  private long pass;

  private long restUntil;

  ClaimLoop(Desk desk, Claimer claimer, DispatchContext context) {
    this.desk = desk;
    this.claimer = claimer;
    this.context = context;
    this.byKey = new KeyClaims(desk, context);
    this.pace = new PollPace(context.config().poll().toNanos(), now());
    this.restUntil = now();
  }

  /** The queue has its first reader. */
  void register() {
    if (registered.compareAndSet(false, true)) {
      claimer.add(this);
    }
  }

  /** Look soon. */
  void request() {
    register();
    requested.set(true);
    claimer.signal();
  }

  /**
   * Waits for a scan that begins from now on.
   *
   * @throws io.tabella.store.StoreException if it fails
   */
  void scanNow() {
    Asker asker = new Asker();
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
    return (!isResting(now()) || !askers.isEmpty()) && requested.getAndSet(false);
  }

  /**
   * A selective scan looks again at what was committed lately, so it must not follow each commit.
   */
  private boolean isResting(long now) {
    return now - restUntil < 0;
  }

  boolean takesAll() {
    return desk.takesAll();
  }

  boolean isDue(long now) {
    return pace.isDue(now);
  }

  long nanosLeft(long now) {
    long left = pace.nanosLeft(now);
    return requested.get() ? Math.min(left, Math.max(0, restUntil - now)) : left;
  }

  /** Where a poll of this queue would look; null if nobody here is hungry, or there is no room. */
  @Nullable Scan begin(boolean fromBeginning) {
    ScanRoom room = desk.scanBegins(fromBeginning);
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
    List<Asker> asking = takeAskers();
    asking.forEach(asker -> asker.pass(isInPass() ? pass + 1 : pass));
    try {
      boolean found = scanOnce(ledger, false);
      List<Asker> later = found ? List.of() : asking.stream().filter(this::hasToWait).toList();
      askAgain(later);
      asking.removeAll(later);
      if (!found && !asking.isEmpty() && takesAll()) {
        // Who asks for what is there now must not miss what became visible below a mark.
        scanOnce(ledger, true);
      }
      asking.forEach(asker -> asker.complete(null));
    } catch (StoreConflictException e) {
      // Who asks does not see a deadlock: the scan is repeated.
      askAgain(asking);
      throw e;
    } catch (RuntimeException | Error e) {
      asking.forEach(asker -> asker.completeExceptionally(e));
      throw e;
    }
  }

  /** A selective scan goes through a queue in parts. */
  private boolean isInPass() {
    return lastWasFull && !takesAll();
  }

  /** Until a scan that began after the question is at the end; other queues come between. */
  private boolean hasToWait(Asker asker) {
    return lastWasFull || asker.pass() >= pass;
  }

  private void passEnds(boolean full) {
    lastWasFull = full;
    pass += full ? 0 : 1;
  }

  private void askAgain(List<Asker> asking) {
    if (!asking.isEmpty()) {
      askers.addAll(asking);
      request();
      failAskersIfEnded();
    }
  }

  private boolean scanOnce(Ledger ledger, boolean fromBeginning) {
    Scan scan = begin(fromBeginning);
    if (scan == null) {
      passEnds(false);
      return false;
    }
    boolean worth =
        lastWasFull
            || !context.store().findReady(List.of(scan.start())).isEmpty()
            || !desk.isAnnounced();
    return finish(ledger, scan, worth);
  }

  /**
   * Claims, or takes note that there is nothing.
   *
   * @param worth whether something was seen
   * @return whether there was something
   */
  boolean finish(Ledger ledger, Scan scan, boolean worth) {
    if (!worth) {
      return ends(scan, Found.NOTHING);
    }
    if (!desk.claimBegins()) {
      // Given up: to say that it found nothing would open the gate before what is there.
      passEnds(false);
      pace.looked(false, now());
      return false;
    }
    try {
      return ends(scan, claim(ledger, scan));
    } finally {
      desk.claimEnds();
    }
  }

  private boolean ends(Scan scan, Found claimed) {
    passEnds(claimed.full());
    long now = now();
    long took = now - scan.begunNanos();
    keep(scan, claimed, took);
    restUntil = takesAll() || claimed.full() ? now : now + 2 * took;
    boolean found = !claimed.entries().isEmpty();
    pace.looked(found, now);
    return found;
  }

  /** They are this node's, come what may: what it cannot keep only its end gives to others. */
  private void keep(Scan scan, Found claimed, long took) {
    try {
      desk.scanEnds(scan.room(), claimed, scan.begunAt(), took);
    } catch (RuntimeException | Error e) {
      throw new FencedException(
          "what was claimed could not be kept in this JVM; the node ends, and others take it up",
          e);
    }
  }

  private Found claim(Ledger ledger, Scan scan) {
    long owner = context.config().owner();
    if (!desk.isAnnounced()) {
      ledger.write(
          transaction -> transaction.holdings().announce(owner, desk.dispatcher().queue()));
      desk.announced();
    }
    ScanRoom room = scan.room();
    if (!takesAll()) {
      return byKey.claim(ledger, room);
    }
    Claim wish = new Claim(room.start(), owner, room.entries(), room.bytes());
    return Found.of(ledger.commit(transaction -> transaction.entries().claim(wish)));
  }

  /** Makes ready again what this node holds and nobody here looks for. */
  void releaseIdle(Ledger ledger, Lane lane) {
    release(ledger, lane, desk.takeIdle());
    byKey.giveGroupsBack(ledger);
    if (desk.isOver()) {
      registered.set(false);
      claimer.remove(this);
      if (!desk.isOver()) {
        register();
      }
    }
  }

  /** Makes ready again all that is buffered: the node stops. */
  void releaseAll(Ledger ledger, Lane lane) {
    release(ledger, lane, desk.takeForStop());
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
        desk.isReleased(idle);
      } else {
        desk.isNotReleased(idle);
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
        unit.send(desk.dispatcher(), delivery.storedMessage(), Terms.failed(delivery.attempts()));
        lane.submitOrElse(unit, failure -> delivery.putBack());
      }
    }
  }

  /** It cannot be scanned, for a reason that is its own: it is left alone for a moment. */
  void rest(Throwable cause) {
    LOG.log(
        Level.WARNING,
        "queue cannot be claimed from, goes on; queue=" + desk.dispatcher().name(),
        cause);
    failAskers(cause);
    pace.rest(now());
  }

  void nudge() {
    desk.nudge();
  }

  /** Whether a poll has seen something in this queue. */
  boolean isIn(Set<Long> queues) {
    return queues.contains(desk.dispatcher().queue());
  }

  private List<Asker> takeAskers() {
    List<Asker> taken = new ArrayList<>();
    Asker next = askers.poll();
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
