package io.tabella.engine.retention;

import io.tabella.engine.service.Ticker;
import io.tabella.engine.transaction.Ledger;
import io.tabella.store.DestinationKind;
import io.tabella.store.Destinations.DestinationRecord;
import io.tabella.store.LogKey;
import io.tabella.store.MessageStore;
import io.tabella.store.StoreConflictException;
import io.tabella.store.StoreTransaction;
import io.tabella.store.TopicLog;
import io.tabella.store.Topics;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Removes what all subscriptions have passed from the topics' logs. Runs on the housekeeping
 * thread.
 */
public final class LogSweeper {

  private static final System.Logger LOG = System.getLogger(LogSweeper.class.getName());
  private static final int CHUNK = 1_000;
  private static final int CHUNKS_A_TURN = 20;

  /** A publisher that has died shows only when its log is looked at again. */
  private static final long FORGET_DONE = TimeUnit.SECONDS.toNanos(30);

  private final MessageStore store;
  private final Ledger ledger;
  private final Ticker ticker;
  private final LongSupplier clock;
  private final StrayLogs strays;

  /** Up to where logs were swept; what lies above is to be looked at. */
  private final Map<LogKey, Long> done = new HashMap<>();

  private long doneSince;

  /**
   * A sweeper.
   *
   * @param clock the database's time, milliseconds since 1970
   */
  public LogSweeper(MessageStore store, Ledger ledger, Ticker ticker, LongSupplier clock) {
    this.store = store;
    this.ledger = ledger;
    this.ticker = ticker;
    this.clock = clock;
    this.doneSince = ticker.nanos();
    this.strays = new StrayLogs(store, ledger);
  }

  /** Looks at all logs without a lock, and sweeps where something can be removed. */
  public void runOnce() {
    Topics topics = store.topics();
    List<LogKey> logs = topics.findAllLogs();
    if (ticker.nanos() - doneSince >= FORGET_DONE) {
      done.clear();
      doneSince = ticker.nanos();
      logs = strays.announced(logs);
    }
    if (logs.isEmpty()) {
      return;
    }
    Map<Long, String> names = names();
    Passed passed = Passed.of(topics, topics.list());
    Map<LogKey, Long> after = new HashMap<>();
    for (LogKey log : logs) {
      long swept = done.getOrDefault(log, 0L);
      if (passed.below(log, names.get(log.topic())) - 1 > swept) {
        after.put(log, swept);
      }
    }
    byTopic(after.isEmpty() ? Set.of() : topics.findNew(after))
        .forEach((topic, some) -> sweep(topic, names.get(topic), some));
  }

  private Map<Long, String> names() {
    return store.destinations().list(DestinationKind.TOPIC).stream()
        .collect(Collectors.toMap(DestinationRecord::id, DestinationRecord::name));
  }

  private static Map<Long, List<LogKey>> byTopic(Collection<LogKey> logs) {
    return logs.stream()
        .collect(Collectors.groupingBy(LogKey::topic, TreeMap::new, Collectors.toList()));
  }

  private void sweep(long topic, @Nullable String name, List<LogKey> logs) {
    Topics.Retention kept = name == null ? Topics.Retention.NONE : store.topics().retention(topic);
    try {
      boolean more = true;
      for (int chunk = 0; chunk < CHUNKS_A_TURN && more; chunk++) {
        List<Swept> swept =
            ledger.commit(transaction -> sweep(transaction, topic, name, logs, kept));
        swept.forEach(it -> done.put(it.log(), it.upTo()));
        more = swept.stream().anyMatch(Swept::more);
      }
    } catch (StoreConflictException e) {
      LOG.log(Level.DEBUG, "somebody else sweeps or subscribes; topic=" + name, e);
    }
  }

  /** What a step has done in a log. */
  private record Swept(LogKey log, long upTo, boolean more) {}

  private List<Swept> sweep(
      StoreTransaction transaction,
      long topic,
      @Nullable String name,
      List<LogKey> logs,
      Topics.Retention kept) {
    transaction.log().lock(topic);
    Passed passed = Passed.of(transaction.subscriptions(), transaction.subscriptions().list());
    List<Swept> swept = new ArrayList<>();
    for (LogKey log : logs) {
      Optional<Topics.Extent> extent = transaction.log().extent(log);
      if (extent.isPresent()) {
        long below = passed.below(log, name);
        Retained retained = new Retained(kept, clock.getAsLong(), logs.size());
        boolean over = name == null || transaction.log().isOver(log);
        swept.add(sweep(transaction.log(), log, extent.get(), below, over, retained));
      } else {
        transaction.log().forget(log);
      }
    }
    if (name == null && swept.stream().noneMatch(Swept::more)) {
      // Whoever publishes to it all the same leaves a stray log.
      transaction.log().drop(topic);
    }
    return swept;
  }

  /** A publisher that lives keeps its last message, which tells a new subscription where it is. */
  private Swept sweep(
      TopicLog log,
      LogKey key,
      Topics.Extent extent,
      long passed,
      boolean over,
      Retained retained) {
    long below = Math.min(passed, over ? extent.last() + 1 : extent.last());
    int removed = log.remove(key, below, retained.sentBefore(), CHUNK);
    long surplus = Math.min(below, retained.surplusBelow(log, key, extent));
    if (removed < CHUNK && surplus > extent.first() + removed) {
      removed += log.remove(key, surplus, Long.MAX_VALUE, CHUNK - removed);
    }
    boolean more = removed == CHUNK;
    if (!more && over && below > extent.last()) {
      log.forget(key);
    }
    boolean all = !more && retained.isNothing();
    return new Swept(key, all ? Math.min(passed - 1, extent.last()) : extent.first() - 1, more);
  }
}
