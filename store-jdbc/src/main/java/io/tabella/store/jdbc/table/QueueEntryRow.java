package io.tabella.store.jdbc.table;

import io.tabella.store.EntryKey;
import io.tabella.store.QueueEntry;
import io.tabella.store.Queues.Looked;
import io.tabella.store.jdbc.sql.Parameters;
import java.sql.ResultSet;
import java.sql.SQLException;

/** How an entry becomes a row of {@code queue_entry}, and a row an entry. */
final class QueueEntryRow {

  /** The columns, in the order in which {@link #bind} fills them. */
  static final String COLUMNS =
      "queue, delivery_rank, id, owner, attempts, suspect, " + MessageColumns.COLUMNS;

  /** The key and what a selector may ask for. */
  static final String LOOK = "queue, delivery_rank, id, " + MessageColumns.WITHOUT_BODY;

  /** How many they are. */
  static final int WIDTH = COLUMNS.split(",").length;

  private static final int BEFORE_MESSAGE = 6;
  private static final int BEFORE_LOOK = 3;

  private QueueEntryRow() {}

  static void bind(Parameters p, QueueEntry entry) throws SQLException {
    p.add(entry.key().queue()).add(entry.key().rank()).add(entry.key().id());
    p.addOrNull(entry.owner() == QueueEntry.READY ? null : entry.owner());
    p.add(entry.attempts()).add(entry.suspect());
    MessageColumns.bind(p, entry.message());
  }

  static QueueEntry map(ResultSet row) throws SQLException {
    EntryKey key = mapKey(row);
    return new QueueEntry(
        key,
        row.getLong(4),
        row.getInt(5),
        row.getBoolean(6),
        MessageColumns.map(row, BEFORE_MESSAGE, key.rank()));
  }

  static Looked mapLook(ResultSet row) throws SQLException {
    EntryKey key = mapKey(row);
    return new Looked(key, MessageColumns.mapWithoutBody(row, BEFORE_LOOK, key.rank()));
  }

  /** A key alone, from the columns queue, delivery_rank, id. */
  static EntryKey mapKey(ResultSet row) throws SQLException {
    return new EntryKey(row.getLong(1), row.getInt(2), row.getLong(3));
  }

  /** How many bytes an entry takes in a statement, at most. */
  static long size(QueueEntry entry) {
    return MessageColumns.size(entry.message());
  }
}
