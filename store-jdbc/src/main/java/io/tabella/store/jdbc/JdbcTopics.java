package io.tabella.store.jdbc;

import io.tabella.store.DestinationKind;
import io.tabella.store.Destinations.DestinationRecord;
import io.tabella.store.LogKey;
import io.tabella.store.LoggedMessage;
import io.tabella.store.Range;
import io.tabella.store.SubscriptionRecord;
import io.tabella.store.Topics;
import io.tabella.store.jdbc.sql.Transactions;
import io.tabella.store.jdbc.table.Tables;
import io.tabella.store.jdbc.table.TopicTables;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Topics and subscriptions, read in transactions of their own. For all threads. */
final class JdbcTopics implements Topics {

  private static final int LOGS_PER_QUERY = 32;

  private final Transactions transactions;
  private final Tables all;
  private final TopicTables tables;

  JdbcTopics(Transactions transactions, Tables tables) {
    this.transactions = transactions;
    this.all = tables;
    this.tables = tables.topics();
  }

  @Override
  public List<LogKey> findLogs(Collection<Long> topics) {
    return transactions.read(
        transaction ->
            topics.stream()
                .sorted()
                .flatMap(topic -> tables.publishers().find(transaction, topic).stream())
                .toList());
  }

  @Override
  public List<LogKey> findAllLogs() {
    return transactions.read(transaction -> tables.publishers().findAll(transaction));
  }

  @Override
  public Optional<LogKey> findFilledAfter(LogKey log) {
    return transactions.read(transaction -> tables.log().findFilledAfter(transaction, log));
  }

  @Override
  public Set<LogKey> findNew(Map<LogKey, Long> after) {
    List<Map.Entry<LogKey, Long>> entries = new ArrayList<>(after.entrySet());
    Set<LogKey> found = new HashSet<>();
    for (int from = 0; from < entries.size(); from += LOGS_PER_QUERY) {
      List<Map.Entry<LogKey, Long>> some =
          entries.subList(from, Math.min(entries.size(), from + LOGS_PER_QUERY));
      transactions
          .read(transaction -> tables.log().findNew(transaction, some))
          .forEach(place -> found.add(some.get(place).getKey()));
    }
    return found;
  }

  @Override
  public List<LoggedMessage> read(LogKey log, long from, long to, int limit, long maxBytes) {
    List<LoggedMessage> messages =
        transactions.read(transaction -> tables.log().read(transaction, log, from, to, limit));
    return Portion.upTo(maxBytes, messages, LoggedMessage::message);
  }

  @Override
  public Optional<Extent> extent(LogKey log) {
    return transactions.read(transaction -> tables.log().extent(transaction, log));
  }

  @Override
  public List<SubscriptionRecord> list() {
    return transactions.read(transaction -> tables.subscriptions().list(transaction));
  }

  @Override
  public Optional<SubscriptionRecord> find(boolean durable, String clientId, String name) {
    return transactions.read(
        transaction -> tables.subscriptions().find(transaction, durable, clientId, name));
  }

  @Override
  public List<SubscriptionRecord> findHeldBy(long node) {
    return transactions.read(transaction -> tables.subscriptions().findHeldBy(transaction, node));
  }

  @Override
  public List<DestinationRecord> findTopicsAbove(long id) {
    return transactions.read(
        transaction -> all.destinations().listAbove(transaction, DestinationKind.TOPIC, id));
  }

  @Override
  public Retention retention(long topic) {
    return transactions.read(
        transaction -> tables.topics().retention(transaction, topic).orElse(Retention.NONE));
  }

  @Override
  public List<Cursor> cursors(Collection<Long> subscriptions) {
    return transactions.read(
        transaction -> new JdbcProgress(transaction, tables).cursors(subscriptions));
  }

  @Override
  public List<Range> ranges(Collection<Long> subscriptions) {
    return transactions.read(
        transaction -> new JdbcProgress(transaction, tables).ranges(subscriptions));
  }
}
