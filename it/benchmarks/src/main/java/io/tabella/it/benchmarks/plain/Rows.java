package io.tabella.it.benchmarks.plain;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collections;

/** A queue's entries with 1 KiB of text, as SQL. */
final class Rows {

  /** The columns that are not null in such an entry. */
  private static final String INSERT =
      "INSERT INTO %s (queue, delivery_rank, id, owner, attempts, suspect, expires_at, sent_at,"
          + " message_id, persistent, body_kind, body_text) VALUES ";

  private static final String ROW = "(?, 5, ?, ?, 0, FALSE, 0, ?, ?, TRUE, 1, ?)";
  private static final String BODY = "x".repeat(1_024);
  private static final long OWNER = 7;

  private final String table;

  Rows(String table) {
    this.table = table;
  }

  String insert(int rows) {
    return INSERT.formatted(table) + String.join(", ", Collections.nCopies(rows, ROW));
  }

  String update(int keys) {
    return "UPDATE "
        + table
        + " SET owner = ? WHERE queue = ? AND delivery_rank = 5 AND "
        + in(keys);
  }

  String delete(int keys) {
    return "DELETE FROM "
        + table
        + " WHERE owner = ? AND queue = ? AND delivery_rank = 5 AND "
        + in(keys);
  }

  /** Ordered by the whole key: H2 would sort all rows otherwise. */
  String select(int rows, String locking) {
    return "SELECT id, sent_at, message_id, body_text FROM "
        + table
        + " WHERE queue = ? AND delivery_rank = 5 AND id > ? AND owner IS NULL"
        + " ORDER BY queue, delivery_rank, id LIMIT "
        + rows
        + " "
        + locking;
  }

  /** Sets a row's parameters; returns the index behind the last. */
  static int bind(PreparedStatement insert, int index, long queue, long id, boolean owned)
      throws SQLException {
    insert.setLong(index, queue);
    insert.setLong(index + 1, id);
    insert.setObject(index + 2, owned ? OWNER : null);
    insert.setLong(index + 3, System.currentTimeMillis());
    insert.setString(index + 4, "ID:" + Long.toHexString(Long.MAX_VALUE - id));
    insert.setString(index + 5, BODY);
    return index + 6;
  }

  /** Sets what comes before the keys of an UPDATE or DELETE; returns the index of the first key. */
  static int bindOwner(PreparedStatement statement, long queue) throws SQLException {
    statement.setLong(1, OWNER);
    statement.setLong(2, queue);
    return 3;
  }

  private static String in(int keys) {
    return keys == 1
        ? "id = ?"
        : "id IN (" + String.join(", ", Collections.nCopies(keys, "?")) + ")";
  }
}
