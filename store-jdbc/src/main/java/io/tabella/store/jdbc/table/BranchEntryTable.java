package io.tabella.store.jdbc.table;

import io.tabella.store.EntryKey;
import io.tabella.store.jdbc.dialect.Dialect;
import io.tabella.store.jdbc.sql.Templates;
import io.tabella.store.jdbc.sql.Transaction;
import java.util.List;

/** {@code branch_entry}: which entries of queues a branch holds. */
public final class BranchEntryTable {

  private static final long ROW_BYTES = 64;

  private final InsertStatement<Held> insert;
  private final String find;
  private final String delete;

  private record Held(long branch, EntryKey key) {}

  BranchEntryTable(Templates templates, Dialect dialect) {
    insert =
        new InsertStatement<>(
            templates.fill(
                "INSERT INTO ${prefix}branch_entry (branch, queue, delivery_rank, entry)"),
            4,
            dialect.rowsPerInsert(),
            (p, held) ->
                p.add(held.branch).add(held.key.queue()).add(held.key.rank()).add(held.key.id()),
            held -> ROW_BYTES);
    find =
        templates.fill(
            "SELECT queue, delivery_rank, entry FROM ${prefix}branch_entry WHERE branch = ?");
    delete = templates.fill("DELETE FROM ${prefix}branch_entry WHERE branch = ?");
  }

  /** Notes entries, in statements of no more than so many bytes. */
  public void insert(Transaction transaction, long branch, List<EntryKey> keys, long bytes) {
    insert.insert(transaction, keys.stream().map(key -> new Held(branch, key)).toList(), bytes);
  }

  /** What a branch holds. */
  public List<EntryKey> find(Transaction transaction, long branch) {
    return transaction.query(find, p -> p.add(branch), QueueEntryRow::mapKey);
  }

  /** Forgets what a branch held. */
  public void delete(Transaction transaction, long branch) {
    transaction.update(delete, p -> p.add(branch));
  }
}
