package io.tabella.store.jdbc.table;

import io.tabella.store.LogKey;
import io.tabella.store.RangeKey;
import io.tabella.store.jdbc.dialect.Dialect;
import io.tabella.store.jdbc.sql.Templates;
import io.tabella.store.jdbc.sql.Transaction;
import java.util.List;

/** {@code branch_range}: which ranges of subscriptions a branch holds. */
public final class BranchRangeTable {

  private static final long ROW_BYTES = 64;

  private final InsertStatement<Held> insert;
  private final String find;
  private final String delete;

  private record Held(long branch, RangeKey key) {}

  BranchRangeTable(Templates templates, Dialect dialect) {
    insert =
        new InsertStatement<>(
            templates.fill(
                "INSERT INTO ${prefix}branch_range"
                    + " (branch, subscription, topic, publisher, first_seq)"),
            5,
            dialect.rowsPerInsert(),
            (p, held) -> {
              p.add(held.branch);
              SubscriptionRangeTable.bindKey(p, held.key);
            },
            held -> ROW_BYTES);
    find =
        templates.fill(
            "SELECT subscription, topic, publisher, first_seq FROM ${prefix}branch_range"
                + " WHERE branch = ? ORDER BY subscription, topic, publisher, first_seq");
    delete = templates.fill("DELETE FROM ${prefix}branch_range WHERE branch = ?");
  }

  /** Notes ranges, in statements of no more than so many bytes. */
  public void insert(Transaction transaction, long branch, List<RangeKey> keys, long bytes) {
    insert.insert(transaction, keys.stream().map(key -> new Held(branch, key)).toList(), bytes);
  }

  /** What a branch holds, ordered. */
  public List<RangeKey> find(Transaction transaction, long branch) {
    return transaction.query(
        find,
        p -> p.add(branch),
        row ->
            new RangeKey(
                row.getLong(1), new LogKey(row.getLong(2), row.getLong(3)), row.getLong(4)));
  }

  /** Forgets what a branch held. */
  public void delete(Transaction transaction, long branch) {
    transaction.update(delete, p -> p.add(branch));
  }
}
