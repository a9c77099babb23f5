package io.tabella.store.jdbc.table;

import io.tabella.store.EntryKey;
import io.tabella.store.LastValues.LastValue;
import io.tabella.store.jdbc.dialect.Dialect;
import io.tabella.store.jdbc.sql.Parameters;
import io.tabella.store.jdbc.sql.Templates;
import io.tabella.store.jdbc.sql.Transaction;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;

/** {@code last_value}: which entry of a queue has the newest value of a key. */
public final class LastValueTable {

  private static final String TABLE = "${prefix}last_value";
  private static final String COLUMNS = "queue, value_key, delivery_rank, id";

  private final TextKeyStatement lock;
  private final InsertIfAbsent<LastValue> insert;
  private final String update;
  private final String list;
  private final String delete;
  private final String deleteQueue;

  LastValueTable(Templates templates, Dialect dialect) {
    lock =
        new TextKeyStatement(
            templates.fill("SELECT " + COLUMNS + " FROM " + TABLE + " WHERE"),
            "queue",
            "value_key",
            "FOR UPDATE",
            dialect.keysPerStatement());
    insert =
        new InsertIfAbsent<>(
            dialect,
            templates.fill(TABLE + " (" + COLUMNS + ")"),
            "(?, ?, ?, ?)",
            (p, value) -> {
              p.add(value.entry().queue()).add(value.key());
              bindEntry(p, value.entry());
            });
    update =
        templates.fill(
            "UPDATE " + TABLE + " SET delivery_rank = ?, id = ? WHERE queue = ? AND value_key = ?");
    list =
        templates.fill(
            "SELECT "
                + COLUMNS
                + " FROM "
                + TABLE
                + " WHERE queue > ? OR (queue = ? AND value_key > ?)"
                + " ORDER BY queue, value_key LIMIT ?");
    delete =
        templates.fill(
            "DELETE FROM "
                + TABLE
                + " WHERE queue = ? AND value_key = ? AND delivery_rank = ? AND id = ?");
    deleteQueue = templates.fill("DELETE FROM " + TABLE + " WHERE queue = ?");
  }

  private static void bindEntry(Parameters p, EntryKey entry) throws SQLException {
    p.add(entry.rank()).add(entry.id());
  }

  private static LastValue map(ResultSet row) throws SQLException {
    return new LastValue(
        row.getString(2), new EntryKey(row.getLong(1), row.getInt(3), row.getLong(4)));
  }

  /** Reads rows, and keeps others from changing them. */
  public List<LastValue> lock(Transaction transaction, Collection<TextKey> keys) {
    return lock.query(transaction, keys, LastValueTable::map);
  }

  /** Adds those whose key is not there. */
  public void insertIfAbsent(Transaction transaction, List<LastValue> values) {
    insert.insert(transaction, values);
  }

  /** Lets the rows of keys name other entries. */
  public void update(Transaction transaction, List<LastValue> values) {
    transaction.batch(
        update,
        values,
        (p, value) -> {
          bindEntry(p, value.entry());
          p.add(value.entry().queue()).add(value.key());
        });
  }

  /** The first rows above a key. */
  public List<LastValue> list(Transaction transaction, TextKey after, int limit) {
    return transaction.query(
        list,
        p -> p.add(after.number()).add(after.number()).add(after.text()).add(limit),
        LastValueTable::map);
  }

  /** Removes rows that are still as they were read. */
  public void delete(Transaction transaction, List<LastValue> values) {
    transaction.batch(
        delete,
        values,
        (p, value) -> {
          p.add(value.entry().queue()).add(value.key());
          bindEntry(p, value.entry());
        });
  }

  /** Forgets a queue. */
  public void deleteQueue(Transaction transaction, long queue) {
    transaction.update(deleteQueue, p -> p.add(queue));
  }
}
