package io.tabella.engine.dispatch;

import io.tabella.engine.dispatch.Dispatcher.QueueName;
import io.tabella.engine.service.Service;
import io.tabella.engine.transaction.Lane;
import io.tabella.engine.transaction.Ledger;
import io.tabella.store.FencedException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The queues of a node, and the threads that claim for them. For all threads. */
public final class Dispatchers implements Service {

  private final ConcurrentHashMap<Long, Dispatcher> byQueue = new ConcurrentHashMap<>();
  private final DispatchContext context;
  private final List<Claimer> claimers;
  private volatile boolean stopped;
  private volatile @Nullable FencedException ended;

  /** What a claim loop writes with. */
  public record Writers(List<Ledger> ledgers, Lane lane, Consumer<FencedException> fenced) {}

  public Dispatchers(DispatchContext context, Writers writers) {
    this.context = context;
    this.claimers =
        IntStream.range(0, writers.ledgers().size()).mapToObj(i -> newClaimer(i, writers)).toList();
  }

  /** The dispatcher of a queue, made at the first call. */
  public Dispatcher of(QueueName queue) {
    Dispatcher dispatcher =
        byQueue.computeIfAbsent(queue.id(), id -> new Dispatcher(queue, context, claimer(id)));
    FencedException cause = ended;
    if (cause != null) {
      dispatcher.end(cause);
    }
    return dispatcher;
  }

  /** A queue was removed: nothing comes from there any more. */
  void forget(long queue) {
    Dispatcher dispatcher = byQueue.remove(queue);
    if (dispatcher != null) {
      dispatcher.abandon();
    }
  }

  private Claimer newClaimer(int number, Writers writers) {
    return new Claimer(
        "tabella-claim-" + context.config().owner() + "-" + number,
        writers.ledgers().get(number),
        writers.lane(),
        context,
        writers.fenced());
  }

  private Claimer claimer(long queue) {
    return claimers.get((int) Math.floorMod(queue, (long) claimers.size()));
  }

  @Override
  public void start() {
    claimers.forEach(Claimer::start);
  }

  /** One turn of each claimer, by hand where their threads were not started. */
  public void runOnce() {
    claimers.forEach(Claimer::runOnce);
  }

  /** Says in the log if a turn lasts for longer than it ever should. */
  public void watch(Duration limit) {
    claimers.forEach(claimer -> claimer.watch(limit));
  }

  /** Releases what is buffered. */
  @Override
  public void stop() {
    if (!stopped) {
      stopped = true;
      claimers.forEach(Claimer::stop);
    }
  }

  /** Releases what lanes have brought while they were stopping, after {@link #stop}. */
  public void releaseLeft() {
    claimers.forEach(Claimer::releaseAll);
  }

  /**
   * Rows have become ready that lie below the marks of scans: a dead node was reaped, or a queue
   * goes on after a pause.
   */
  public void lookEverywhere() {
    byQueue.values().forEach(Dispatcher::lookEverywhere);
  }

  /** The node has ended: readers and scans fail with the cause. */
  public void end(FencedException cause) {
    ended = cause;
    byQueue.values().forEach(dispatcher -> dispatcher.end(cause));
    claimers.forEach(Claimer::end);
  }
}
