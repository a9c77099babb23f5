package io.tabella.store.jdbc;

import io.tabella.store.Progress;
import io.tabella.store.Range;
import io.tabella.store.jdbc.sql.Transaction;
import io.tabella.store.jdbc.table.TopicTables;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** How far subscriptions are, as one transaction sees it. Belongs to its thread. */
final class JdbcProgress implements Progress {

  private final Transaction transaction;
  private final TopicTables tables;

  JdbcProgress(Transaction transaction, TopicTables tables) {
    this.transaction = transaction;
    this.tables = tables;
  }

  @Override
  public List<Cursor> cursors(Collection<Long> subscriptions) {
    List<Cursor> cursors = new ArrayList<>();
    for (long subscription : subscriptions.stream().sorted().toList()) {
      cursors.addAll(tables.cursors().find(transaction, subscription));
    }
    return cursors;
  }

  @Override
  public List<Range> ranges(Collection<Long> subscriptions) {
    List<Range> ranges = new ArrayList<>();
    for (long subscription : subscriptions.stream().sorted().toList()) {
      ranges.addAll(tables.ranges().find(transaction, subscription));
    }
    return ranges;
  }
}
