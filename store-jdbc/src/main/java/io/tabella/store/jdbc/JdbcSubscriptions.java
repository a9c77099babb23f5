package io.tabella.store.jdbc;

import io.tabella.store.Branches;
import io.tabella.store.LogKey;
import io.tabella.store.Range;
import io.tabella.store.RangeKey;
import io.tabella.store.StoreConflictException;
import io.tabella.store.StoreRejectedException;
import io.tabella.store.SubscriptionRecord;
import io.tabella.store.SubscriptionSpec;
import io.tabella.store.Subscriptions;
import io.tabella.store.jdbc.sql.Transaction;
import io.tabella.store.jdbc.table.TopicTables;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** The subscriptions inside one transaction. Belongs to its thread. */
final class JdbcSubscriptions implements Subscriptions {

  private static final int LONGEST_NAME = 200;

  private final Transaction transaction;
  private final TopicTables tables;
  private final StatementLimits limits;

  JdbcSubscriptions(Transaction transaction, TopicTables tables, StatementLimits limits) {
    this.transaction = transaction;
    this.tables = tables;
    this.limits = limits;
  }

  @Override
  public long newest() {
    return tables.subscriptions().newest(transaction);
  }

  @Override
  public List<SubscriptionRecord> list() {
    return tables.subscriptions().list(transaction);
  }

  @Override
  public Optional<SubscriptionRecord> lock(boolean durable, String clientId, String name) {
    return tables.subscriptions().lock(transaction, durable, clientId, name);
  }

  @Override
  public long create(SubscriptionSpec spec, long holder) {
    check("the client identifier", spec.clientId());
    check("the name of the subscription", spec.name());
    if (!tables.subscriptions().insert(transaction, spec, holder)) {
      throw new StoreConflictException(
          "somebody else has just made the subscription " + spec.name(), null);
    }
    return tables
        .subscriptions()
        .find(transaction, spec.kind().durable(), spec.clientId(), spec.name())
        .orElseThrow()
        .id();
  }

  private static void check(String what, String value) {
    if (value.length() > LONGEST_NAME) {
      throw new StoreRejectedException(
          what + " has " + value.length() + " characters; the limit is " + LONGEST_NAME, null);
    }
    if (Utf8.length(value) == Utf8.MALFORMED) {
      throw new StoreRejectedException(
          what + " has half of a surrogate pair, which no database can store as text", null);
    }
  }

  @Override
  public boolean delete(long subscription) {
    tables.cursors().delete(transaction, subscription);
    tables.ranges().delete(transaction, subscription);
    tables.members().deleteAll(transaction, subscription);
    return tables.subscriptions().delete(transaction, subscription);
  }

  @Override
  public boolean hold(long subscription, long node) {
    return tables.subscriptions().hold(transaction, subscription, node);
  }

  @Override
  public boolean letGo(long subscription, long node) {
    return tables.subscriptions().letGo(transaction, subscription, node);
  }

  @Override
  public void join(long subscription, long node) {
    tables.members().insert(transaction, subscription, node);
  }

  @Override
  public boolean leave(long subscription, long node) {
    return tables.members().delete(transaction, subscription, node);
  }

  @Override
  public List<Long> members(long subscription) {
    return tables.members().find(transaction, subscription);
  }

  @Override
  public void setCursor(long subscription, LogKey log, long next) {
    tables.cursors().set(transaction, subscription, log, next);
  }

  @Override
  public boolean advance(long subscription, LogKey log, long from, long to) {
    return tables.cursors().advance(transaction, subscription, log, from, to)
        || (from == 1 && tables.cursors().insert(transaction, subscription, log, to));
  }

  @Override
  public void open(List<Range> ranges) {
    List<Range> sorted = ranges.stream().sorted(Comparator.comparing(Range::key)).toList();
    tables.ranges().insert(transaction, sorted, limits.statement());
  }

  @Override
  public Optional<Range> take(RangeKey key, long node) {
    return tables.ranges().take(transaction, key, node)
        ? tables.ranges().find(transaction, key)
        : Optional.empty();
  }

  @Override
  public List<RangeKey> acknowledge(long node, List<Acknowledged> ranges) {
    List<Acknowledged> sorted =
        ranges.stream().sorted(Comparator.comparing(Acknowledged::key)).toList();
    int found = tables.ranges().acknowledge(transaction, node, sorted);
    return missing(node, sorted.stream().map(Acknowledged::key).toList(), found);
  }

  @Override
  public int finish(long node, List<RangeKey> ranges) {
    return tables.ranges().finish(transaction, node, ranges.stream().sorted().toList());
  }

  private List<RangeKey> missing(long node, List<RangeKey> keys, int found) {
    return found == keys.size()
        ? List.of()
        : keys.stream().filter(key -> !tables.ranges().isHeld(transaction, key, node)).toList();
  }

  @Override
  public Range openAlone(long owner, Branches.Received message, Predicate<RangeKey> reserved) {
    return new LoneRanges(transaction, tables.ranges()).open(owner, message, reserved);
  }

  @Override
  public void release(long node, List<Released> ranges) {
    if (!ranges.isEmpty()) {
      List<Released> sorted = ranges.stream().sorted(Comparator.comparing(Released::key)).toList();
      tables.ranges().release(transaction, node, sorted);
    }
  }

  @Override
  public boolean probe(RangeKey key, long node, long seq, int attempts) {
    return tables.ranges().probe(transaction, key, node, seq, attempts);
  }

  @Override
  public int reap(long subscription, long deadNode) {
    return tables.ranges().reap(transaction, subscription, deadNode);
  }

  @Override
  public boolean isHeldBy(long subscription, long node) {
    return tables.ranges().isAnyHeld(transaction, subscription, node);
  }

  @Override
  public boolean takeClientId(String clientId, long node) {
    check("the client identifier", clientId);
    return tables.clientIds().insert(transaction, clientId, node);
  }

  @Override
  public boolean giveBackClientId(String clientId, long node) {
    return tables.clientIds().delete(transaction, clientId, node);
  }

  @Override
  public void giveBackClientIds(long deadNode) {
    tables.clientIds().deleteAll(transaction, deadNode);
  }

  @Override
  public Optional<Long> clientIdHolder(String clientId) {
    return tables.clientIds().find(transaction, clientId);
  }

  @Override
  public List<Cursor> cursors(Collection<Long> subscriptions) {
    return new JdbcProgress(transaction, tables).cursors(subscriptions);
  }

  @Override
  public List<Range> ranges(Collection<Long> subscriptions) {
    return new JdbcProgress(transaction, tables).ranges(subscriptions);
  }
}
