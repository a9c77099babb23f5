package io.tabella.engine.dispatch;

import io.tabella.engine.dispatch.ClaimLoop.Scan;
import io.tabella.engine.service.Service;
import io.tabella.engine.service.StoppedException;
import io.tabella.engine.service.WorkLoop;
import io.tabella.engine.transaction.BackOff;
import io.tabella.engine.transaction.Lane;
import io.tabella.engine.transaction.Ledger;
import io.tabella.store.FencedException;
import io.tabella.store.StoreConflictException;
import io.tabella.store.StoreException;
import io.tabella.store.StoreUnavailableException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** A thread that runs the claim loops of some queues, with a ledger of its own. */
final class Claimer implements Service {

  private static final System.Logger LOG = System.getLogger(Claimer.class.getName());

  private final Ledger ledger;
  private final Lane lane;
  private final DispatchContext context;
  private final Consumer<FencedException> fenced;
  private final WorkLoop thread;
  private final BackOff backOff = new BackOff();
  private final CopyOnWriteArrayList<ClaimLoop> loops = new CopyOnWriteArrayList<>();
  private boolean conflict;
  private volatile boolean stopped;
  private volatile boolean ended;

  /**
   * A claimer.
   *
   * @param lane stores non-persistent messages that nobody here wants
   */
  Claimer(
      String name,
      Ledger ledger,
      Lane lane,
      DispatchContext context,
      Consumer<FencedException> fenced) {
    this.ledger = ledger;
    this.lane = lane;
    this.context = context;
    this.fenced = fenced;
    this.thread = new WorkLoop(name, this::runOnce);
  }

  @Override
  public void start() {
    thread.start();
  }

  void watch(Duration limit) {
    thread.watch(limit);
  }

  /** Ends, and releases what is buffered. */
  @Override
  public void stop() {
    stopped = true;
    thread.stop();
    if (!ended) {
      loops.forEach(loop -> loop.end(new StoppedException("The node")));
      releaseAll();
    }
  }

  /** Releases what is buffered, when this thread has stopped. */
  void releaseAll() {
    if (!ended) {
      loops.forEach(this::releaseAll);
    }
  }

  /** What cannot be released now must not keep the others from it. */
  private void releaseAll(ClaimLoop loop) {
    try {
      loop.releaseAll(ledger, lane);
    } catch (StoreException e) {
      LOG.log(
          Level.WARNING,
          "could not release what was buffered; node=" + context.config().owner(),
          e);
    }
  }

  /** Those that select come first: the others would leave nothing to them. */
  void add(ClaimLoop loop) {
    loops.add(loop.takesAll() ? loops.size() : 0, loop);
    if (stopped) {
      loop.end(new StoppedException("The node"));
    }
    signal();
  }

  void remove(ClaimLoop loop) {
    loops.remove(loop);
  }

  void signal() {
    thread.signal();
  }

  /** The node has ended. */
  void end() {
    ended = true;
  }

  /** One turn: release, scan where asked, poll where due. */
  long runOnce() {
    if (ended) {
      return Long.MAX_VALUE;
    }
    try {
      conflict = false;
      loops.forEach(loop -> alone(loop, () -> loop.releaseIdle(ledger, lane)));
      loops.stream()
          .filter(ClaimLoop::takeRequest)
          .forEach(loop -> alone(loop, () -> loop.scan(ledger)));
      poll();
      return conflict ? rest() : nextTurn();
    } catch (FencedException e) {
      fenced.accept(e);
      return Long.MAX_VALUE;
    } catch (StoreConflictException e) {
      return rest();
    } catch (StoreUnavailableException e) {
      // The lease keeper says in the log that the database is away; here it is only a reason to
      // rest.
      failAskers(e);
      return rest();
    } catch (RuntimeException | Error e) {
      failAskers(e);
      throw e;
    }
  }

  private long rest() {
    return Math.max(1, backOff.nextNanos());
  }

  /** A queue that cannot be scanned must not hold up the others. */
  private void alone(ClaimLoop loop, Runnable step) {
    try {
      step.run();
    } catch (FencedException | StoreUnavailableException e) {
      throw e;
    } catch (StoreConflictException e) {
      conflict = true;
    } catch (RuntimeException | Error e) {
      loop.rest(e);
    }
  }

  /** Whatever step failed, nobody shall wait for a scan until the database is back. */
  private void failAskers(Throwable cause) {
    loops.forEach(loop -> loop.failAskers(cause));
  }

  private void poll() {
    long now = context.ticker().nanos();
    Map<ClaimLoop, Scan> scans = new LinkedHashMap<>();
    for (ClaimLoop loop : loops) {
      if (loop.isDue(now)) {
        loop.nudge();
        Scan scan = loop.begin(false);
        if (scan != null) {
          scans.put(loop, scan);
        }
      }
    }
    if (scans.isEmpty()) {
      return;
    }
    Set<Long> ready = context.store().findReady(scans.values().stream().map(Scan::start).toList());
    scans.forEach((loop, scan) -> alone(loop, () -> loop.finish(ledger, scan, loop.isIn(ready))));
  }

  private long nextTurn() {
    backOff.reset();
    long now = context.ticker().nanos();
    long idle = context.config().poll().toNanos();
    return loops.stream().mapToLong(loop -> loop.nanosLeft(now)).min().orElse(idle);
  }
}
