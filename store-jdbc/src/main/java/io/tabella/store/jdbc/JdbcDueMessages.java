package io.tabella.store.jdbc;

import io.tabella.store.DueMessages;
import io.tabella.store.StagedKey;
import io.tabella.store.StagedMessage;
import io.tabella.store.jdbc.sql.Transaction;
import io.tabella.store.jdbc.sql.Transactions;
import io.tabella.store.jdbc.table.LaneTable;
import io.tabella.store.jdbc.table.StagedTable;
import io.tabella.store.jdbc.table.Tables;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Messages that are not due yet, read in transactions of their own. For all threads. */
final class JdbcDueMessages implements DueMessages {

  private final Transactions transactions;
  private final StagedTable table;
  private final LaneTable lanes;

  JdbcDueMessages(Transactions transactions, Tables tables) {
    this.transactions = transactions;
    this.table = tables.staged();
    this.lanes = tables.lanes();
  }

  @Override
  public List<StagedMessage> findDue(long lane, int limit) {
    return transactions.read(transaction -> table.findDue(transaction, lane, limit));
  }

  @Override
  public Optional<Long> nextDueAt(long lane) {
    return transactions.read(transaction -> table.nextDue(transaction, lane));
  }

  @Override
  public List<StagedMessage> list(StagedKey after, int limit) {
    return transactions.read(transaction -> table.list(transaction, after, limit));
  }

  @Override
  public List<Long> findOrphanedLanes() {
    return transactions.read(this::findOrphanedLanes);
  }

  private List<Long> findOrphanedLanes(Transaction transaction) {
    List<Long> orphaned = new ArrayList<>();
    Optional<Long> lane = table.nextLane(transaction, 0);
    while (lane.isPresent()) {
      if (!lanes.mayAdvance(transaction, lane.get())) {
        orphaned.add(lane.get());
      }
      lane = table.nextLane(transaction, lane.get());
    }
    return orphaned;
  }
}
