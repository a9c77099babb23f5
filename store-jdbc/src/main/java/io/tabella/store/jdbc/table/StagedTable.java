package io.tabella.store.jdbc.table;

import io.tabella.store.DestinationKind;
import io.tabella.store.StagedKey;
import io.tabella.store.StagedMessage;
import io.tabella.store.jdbc.dialect.Dialect;
import io.tabella.store.jdbc.sql.Parameters;
import io.tabella.store.jdbc.sql.Templates;
import io.tabella.store.jdbc.sql.Transaction;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** {@code staged}: messages that are not due yet, keyed by who moves them, and when. */
public final class StagedTable {

  private static final String TABLE = "${prefix}staged";
  private static final String COLUMNS =
      "lane, due_at, id, destination, kind, delivery_rank, origin, attempts, "
          + MessageColumns.COLUMNS;
  private static final int BEFORE_MESSAGE = 8;

  private final InsertStatement<StagedMessage> insert;
  private final String delete;
  private final String adopt;
  private final String findDue;
  private final String nextDue;
  private final String list;
  private final String ofLane;
  private final String nextLane;

  StagedTable(Templates templates, Dialect dialect) {
    insert =
        new InsertStatement<>(
            templates.fill("INSERT INTO " + TABLE + " (" + COLUMNS + ")"),
            COLUMNS.split(",").length,
            dialect.rowsPerInsert(),
            StagedTable::bind,
            message -> MessageColumns.size(message.message()));
    delete = templates.fill("DELETE FROM " + TABLE + " WHERE lane = ? AND due_at = ? AND id = ?");
    adopt = templates.fill("UPDATE " + TABLE + " SET lane = ? WHERE lane = ?");
    findDue =
        templates.fill(
            "SELECT "
                + COLUMNS
                + " FROM "
                + TABLE
                + " WHERE lane = ? AND due_at <= ${now} ORDER BY lane, due_at, id LIMIT ?");
    list =
        templates.fill(
            "SELECT "
                + COLUMNS
                + " FROM "
                + TABLE
                + " WHERE lane > ? OR (lane = ? AND (due_at > ? OR (due_at = ? AND id > ?)))"
                + " ORDER BY lane, due_at, id LIMIT ?");
    ofLane = templates.fill("SELECT " + COLUMNS + " FROM " + TABLE + " WHERE lane = ? ORDER BY id");
    nextDue =
        templates.fill(
            "SELECT due_at FROM " + TABLE + " WHERE lane = ? ORDER BY lane, due_at LIMIT 1");
    nextLane =
        templates.fill("SELECT lane FROM " + TABLE + " WHERE lane > ? ORDER BY lane LIMIT 1");
  }

  private static void bind(Parameters p, StagedMessage message) throws SQLException {
    bindKey(p, message.key());
    p.add(message.destination()).add(message.kind().code());
    p.add(message.message().header().rank()).add(message.origin()).add(message.attempts());
    MessageColumns.bind(p, message.message());
  }

  private static void bindKey(Parameters p, StagedKey key) throws SQLException {
    p.add(key.lane()).add(key.dueAt()).add(key.id());
  }

  private static StagedMessage map(ResultSet row) throws SQLException {
    return new StagedMessage(
        new StagedKey(row.getLong(1), row.getLong(2), row.getLong(3)),
        row.getLong(4),
        DestinationKind.ofCode(row.getInt(5)),
        row.getString(7),
        row.getInt(8),
        MessageColumns.map(row, BEFORE_MESSAGE, row.getInt(6)));
  }

  /** Stores messages, in statements of no more than so many bytes. */
  public void insert(Transaction transaction, List<StagedMessage> messages, long bytes) {
    insert.insert(transaction, messages, bytes);
  }

  /** Removes rows, and says how many there were. */
  public int delete(Transaction transaction, List<StagedKey> keys) {
    return transaction.batch(delete, keys, StagedTable::bindKey);
  }

  /** Gives a lane's rows to another. */
  public int adopt(Transaction transaction, long from, long to) {
    return transaction.update(adopt, p -> p.add(to).add(from));
  }

  /** The first messages of a lane that are due. */
  public List<StagedMessage> findDue(Transaction transaction, long lane, int limit) {
    return transaction.query(findDue, p -> p.add(lane).add(limit), StagedTable::map);
  }

  /** The first messages above a key. */
  public List<StagedMessage> list(Transaction transaction, StagedKey after, int limit) {
    return transaction.query(
        list,
        p ->
            p.add(after.lane())
                .add(after.lane())
                .add(after.dueAt())
                .add(after.dueAt())
                .add(after.id())
                .add(limit),
        StagedTable::map);
  }

  /** All messages of a lane in the order in which they were stored. */
  public List<StagedMessage> findAll(Transaction transaction, long lane) {
    return transaction.query(ofLane, p -> p.add(lane), StagedTable::map);
  }

  /** When a lane's first message is due. */
  public Optional<Long> nextDue(Transaction transaction, long lane) {
    return transaction.queryFirst(nextDue, p -> p.add(lane), row -> row.getLong(1));
  }

  /** The next lane that has rows; one look into the index for each, however many rows it has. */
  public Optional<Long> nextLane(Transaction transaction, long after) {
    return transaction.queryFirst(nextLane, p -> p.add(after), row -> row.getLong(1));
  }
}
