package io.tabella.store.jdbc;

import io.tabella.store.EntryKey;
import io.tabella.store.QueueEntry;
import io.tabella.store.Queues;
import io.tabella.store.ScanStart;
import io.tabella.store.jdbc.sql.Transactions;
import io.tabella.store.jdbc.table.Tables;
import java.util.List;
import java.util.Optional;

/** The queues' entries, read in transactions of their own. For all threads. */
final class JdbcQueues implements Queues {

  private final Transactions transactions;
  private final Tables tables;

  JdbcQueues(Transactions transactions, Tables tables) {
    this.transactions = transactions;
    this.tables = tables;
  }

  @Override
  public List<Looked> look(ScanStart start, int limit) {
    return transactions.read(
        transaction -> tables.queueEntries().lookReady(transaction, start, limit));
  }

  @Override
  public Optional<Long> findFilledAfter(long queue) {
    return transactions.read(
        transaction -> tables.queueEntries().findFilledAfter(transaction, queue));
  }

  @Override
  public Content content(long queue) {
    return transactions.read(transaction -> tables.queueEntries().content(transaction, queue));
  }

  @Override
  public List<QueueEntry> browse(EntryKey after, int limit, long maxBytes) {
    List<QueueEntry> entries =
        transactions.read(transaction -> tables.queueEntries().browse(transaction, after, limit));
    return Portion.upTo(maxBytes, entries, QueueEntry::message);
  }
}
