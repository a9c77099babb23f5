package io.tabella.store.jdbc;

import io.tabella.store.Branches;
import io.tabella.store.DuplicateIds;
import io.tabella.store.Holdings;
import io.tabella.store.LastValues;
import io.tabella.store.MessageGroups;
import io.tabella.store.QueueEntries;
import io.tabella.store.Staged;
import io.tabella.store.StoreTransaction;
import io.tabella.store.Subscriptions;
import io.tabella.store.TopicLog;
import io.tabella.store.jdbc.sql.Transaction;
import io.tabella.store.jdbc.table.Tables;

/** A transaction of a writer whose ledger was advanced. Belongs to one thread. */
final class JdbcStoreTransaction implements StoreTransaction {

  private final Transaction transaction;
  private final Tables tables;
  private final QueueEntries entries;
  private final LargeBodies bodies;

  JdbcStoreTransaction(
      Transaction transaction, Tables tables, QueueEntries entries, LargeBodies bodies) {
    this.transaction = transaction;
    this.tables = tables;
    this.entries = entries;
    this.bodies = bodies;
  }

  @Override
  public QueueEntries entries() {
    return entries;
  }

  @Override
  public TopicLog log() {
    return new JdbcTopicLog(transaction, tables, bodies);
  }

  @Override
  public Subscriptions subscriptions() {
    return new JdbcSubscriptions(transaction, tables.topics(), bodies.limits());
  }

  @Override
  public Staged staged() {
    return new JdbcStaged(transaction, tables.staged(), bodies);
  }

  @Override
  public Branches branches() {
    return new JdbcBranches(transaction, tables, bodies.limits());
  }

  @Override
  public MessageGroups groups() {
    return new JdbcMessageGroups(transaction, tables.groups());
  }

  @Override
  public DuplicateIds duplicates() {
    return new JdbcDuplicateIds(transaction, tables.duplicateIds());
  }

  @Override
  public LastValues lastValues() {
    return new JdbcLastValues(transaction, tables);
  }

  @Override
  public Holdings holdings() {
    return (node, queue) -> tables.nodeQueues().insert(transaction, node, queue);
  }

  @Override
  public void commit() {
    transaction.commit();
  }

  @Override
  public void close() {
    transaction.close();
  }
}
