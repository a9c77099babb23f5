package io.tabella.engine.log;

import io.tabella.engine.service.Service;
import io.tabella.engine.service.WorkLoop;
import io.tabella.store.LogKey;
import io.tabella.store.LoggedMessage;
import io.tabella.store.StoreException;
import io.tabella.store.Topics;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongUnaryOperator;
import java.util.stream.Collectors;

/**
 * The thread that looks for what other nodes have published: once for all subscriptions of this
 * node. Looks may be made by any thread.
 */
final class LogReader implements Service {

  private static final System.Logger LOG = System.getLogger(LogReader.class.getName());
  private static final long QUICK = TimeUnit.MILLISECONDS.toNanos(10);

  /** So many messages of a log are read at once for those who follow it closely. */
  private static final int CHUNK = 512;

  private static final long CHUNK_BYTES = 2L << 20;

  private final LogContext context;
  private final LogTails logs;
  private final Runnable chores;
  private final WorkLoop thread;
  private long interval = QUICK;

  /**
   * A reader.
   *
   * @param chores done with each turn
   */
  LogReader(LogContext context, LogTails logs, Runnable chores) {
    this.context = context;
    this.logs = logs;
    this.chores = chores;
    this.thread = new WorkLoop("tabella-log-" + context.node(), this::runOnce);
  }

  @Override
  public void start() {
    thread.start();
  }

  @Override
  public void stop() {
    thread.stop();
  }

  void watch(Duration limit) {
    thread.watch(limit);
  }

  /** Somebody reads who did not. */
  void signal() {
    thread.signal();
  }

  /** One turn; quick while there is traffic, else backing off. */
  long runOnce() {
    try {
      boolean found = look(logs.wanted());
      chores.run();
      interval = next(found).applyAsLong(interval);
    } catch (StoreException e) {
      // The lease keeper says in the log that the database is away.
      LOG.log(Level.DEBUG, "reading logs waits for the database; node=" + context.node(), e);
      interval = next(false).applyAsLong(interval);
    }
    return interval;
  }

  private LongUnaryOperator next(boolean found) {
    long idle = context.poll().toNanos();
    return now -> found ? Math.min(QUICK, idle) : Math.min(idle, now * 2);
  }

  /** A look for one subscription, now. */
  void lookNow(Subscriber subscriber) {
    look(subscriber.tails());
  }

  private boolean look(List<LogTail> tails) {
    if (tails.isEmpty()) {
      return false;
    }
    Topics topics = context.store().topics();
    Map<Long, LogTail> byTopic =
        tails.stream().collect(Collectors.toMap(LogTail::topic, tail -> tail));
    List<LogKey> known = topics.findLogs(byTopic.keySet());
    forgetOthers(tails, known);
    Map<LogKey, Long> after = new HashMap<>();
    for (LogKey log : known) {
      LogTail tail = tail(byTopic, log);
      tail.subscribers().forEach(subscriber -> subscriber.place(log, 1));
      if (!tail.isLocal(log)) {
        after.put(log, tail.highest(log));
      }
    }
    Collection<LogKey> news = after.isEmpty() ? List.of() : topics.findNew(after);
    news.forEach(log -> read(tail(byTopic, log), log));
    return !news.isEmpty();
  }

  @SuppressWarnings("NullAway") // asked for these topics' logs only
  private static LogTail tail(Map<Long, LogTail> byTopic, LogKey log) {
    return byTopic.get(log.topic());
  }

  /** A log is gone when its publisher is, and nothing of it is left. */
  private static void forgetOthers(List<LogTail> tails, List<LogKey> known) {
    for (LogTail tail : tails) {
      List<LogKey> gone = tail.logs();
      gone.removeAll(known);
      // Its first message may have been committed after the database was asked.
      gone.removeIf(log -> tail.isLocal(log));
      tail.forget(gone);
    }
  }

  /** Reads on for those who follow closely; who is far behind reads for itself. */
  private void read(LogTail tail, LogKey log) {
    long highest = tail.highest(log);
    if (highest == 0) {
      context.store().topics().extent(log).ifPresent(found -> tail.reached(log, found.last()));
      return;
    }
    List<LoggedMessage> messages =
        context.store().topics().read(log, highest + 1, Long.MAX_VALUE, CHUNK, CHUNK_BYTES);
    tail.read(log, messages);
    if (messages.size() == CHUNK) {
      context.store().topics().extent(log).ifPresent(found -> tail.reached(log, found.last()));
    }
  }
}
