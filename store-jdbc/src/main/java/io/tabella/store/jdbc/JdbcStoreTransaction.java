package io.tabella.store.jdbc;

import io.tabella.store.Holdings;
import io.tabella.store.QueueEntries;
import io.tabella.store.StoreTransaction;
import io.tabella.store.jdbc.sql.Transaction;
import io.tabella.store.jdbc.table.Tables;

/** A transaction of a writer whose ledger was advanced. Belongs to one thread. */
final class JdbcStoreTransaction implements StoreTransaction {

  private final Transaction transaction;
  private final Tables tables;
  private final QueueEntries entries;

  JdbcStoreTransaction(Transaction transaction, Tables tables, QueueEntries entries) {
    this.transaction = transaction;
    this.tables = tables;
    this.entries = entries;
  }

  @Override
  public QueueEntries entries() {
    return entries;
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
