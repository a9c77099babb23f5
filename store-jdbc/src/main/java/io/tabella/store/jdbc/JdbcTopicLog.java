package io.tabella.store.jdbc;

import io.tabella.store.Body;
import io.tabella.store.LogKey;
import io.tabella.store.LoggedMessage;
import io.tabella.store.StoredMessage;
import io.tabella.store.TopicLog;
import io.tabella.store.Topics.Extent;
import io.tabella.store.Topics.Retention;
import io.tabella.store.jdbc.sql.Transaction;
import io.tabella.store.jdbc.table.Tables;
import io.tabella.store.jdbc.table.TopicLogTable.Seen;
import io.tabella.store.jdbc.table.TopicTables;
import java.util.List;
import java.util.Optional;

/** The logs of the topics inside one transaction. Belongs to its thread. */
final class JdbcTopicLog implements TopicLog {

  private final Transaction transaction;
  private final Tables all;
  private final TopicTables tables;
  private final LargeBodies bodies;

  JdbcTopicLog(Transaction transaction, Tables tables, LargeBodies bodies) {
    this.transaction = transaction;
    this.all = tables;
    this.tables = tables.topics();
    this.bodies = bodies;
  }

  @Override
  public void announce(LogKey log) {
    tables.publishers().insert(transaction, log);
  }

  @Override
  public List<LoggedMessage> append(List<LoggedMessage> messages) {
    messages.forEach(message -> EntryLimits.check(message.message()));
    List<LoggedMessage> rows = messages.stream().map(this::withBodyStored).toList();
    tables.log().insert(transaction, rows, bodies.limits().statement());
    return rows;
  }

  private LoggedMessage withBodyStored(LoggedMessage message) {
    StoredMessage stored = message.message();
    Body body = bodies.store(transaction, message.id(), stored.body());
    return body == stored.body()
        ? message
        : new LoggedMessage(
            message.log(),
            message.seq(),
            message.id(),
            message.origin(),
            new StoredMessage(stored.header(), stored.properties(), body));
  }

  @Override
  public void lock(long topic) {
    tables.topics().touch(transaction, topic);
  }

  @Override
  public Optional<Extent> extent(LogKey log) {
    return tables.log().extent(transaction, log);
  }

  @Override
  public List<LogKey> findLogs(long topic) {
    return tables.publishers().find(transaction, topic);
  }

  @Override
  public Optional<Long> firstSentSince(LogKey log, long sentAt) {
    return tables.log().firstSentSince(transaction, log, sentAt);
  }

  @Override
  public int remove(LogKey log, long below, long sentBefore, int limit) {
    List<Seen> first = tables.log().scan(transaction, log, below, limit);
    int count = 0;
    while (count < first.size() && first.get(count).sentAt() < sentBefore) {
      count++;
    }
    if (count == 0) {
      return 0;
    }
    List<Seen> removed = first.subList(0, count);
    tables.log().remove(transaction, log, removed.get(count - 1).seq());
    List<Long> contents =
        removed.stream().map(Seen::contentId).filter(content -> content != 0).toList();
    if (!contents.isEmpty()) {
      all.contents().delete(transaction, contents);
    }
    return count;
  }

  @Override
  public long averageSize(LogKey log) {
    return (long)
        tables.log().sample(transaction, log).stream().mapToLong(size -> size).average().orElse(0);
  }

  @Override
  public boolean isOver(LogKey log) {
    return !all.lanes().mayAdvance(transaction, log.publisher());
  }

  @Override
  public boolean forget(LogKey log) {
    if (!isOver(log) || extent(log).isPresent()) {
      return false;
    }
    List<Long> subscriptions =
        tables.subscriptions().list(transaction).stream().map(it -> it.id()).toList();
    if (!subscriptions.isEmpty()) {
      tables.cursors().forget(transaction, subscriptions, log);
      tables.ranges().forget(transaction, subscriptions, log);
    }
    tables.publishers().delete(transaction, log);
    return true;
  }

  @Override
  public void drop(long topic) {
    findLogs(topic).forEach(log -> tables.publishers().delete(transaction, log));
    tables.topics().delete(transaction, topic);
    all.destinations().delete(transaction, topic);
  }

  @Override
  public void retain(long topic, Retention retention) {
    tables.topics().touch(transaction, topic);
    tables.topics().retain(transaction, topic, retention);
  }
}
