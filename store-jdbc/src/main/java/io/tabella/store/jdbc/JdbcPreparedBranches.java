package io.tabella.store.jdbc;

import io.tabella.store.BranchName;
import io.tabella.store.BranchRecord;
import io.tabella.store.PreparedBranches;
import io.tabella.store.StagedMessage;
import io.tabella.store.jdbc.sql.Transactions;
import io.tabella.store.jdbc.table.Tables;
import java.util.List;
import java.util.Optional;

/** The stored branches, read in transactions of their own. For all threads. */
final class JdbcPreparedBranches implements PreparedBranches {

  private final Transactions transactions;
  private final Tables tables;

  JdbcPreparedBranches(Transactions transactions, Tables tables) {
    this.transactions = transactions;
    this.tables = tables;
  }

  @Override
  public List<BranchRecord> list() {
    return transactions.read(transaction -> tables.branches().branches().list(transaction));
  }

  @Override
  public Optional<BranchRecord> find(BranchName name) {
    return transactions.read(transaction -> tables.branches().branches().find(transaction, name));
  }

  @Override
  public List<StagedMessage> sent(long branch) {
    return transactions.read(
        transaction -> tables.staged().findAll(transaction, BranchRecord.ownerOf(branch)));
  }
}
