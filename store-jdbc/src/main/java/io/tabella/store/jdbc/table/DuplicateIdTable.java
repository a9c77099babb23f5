package io.tabella.store.jdbc.table;

import io.tabella.store.DuplicateIds.DuplicateId;
import io.tabella.store.jdbc.dialect.Dialect;
import io.tabella.store.jdbc.sql.Templates;
import io.tabella.store.jdbc.sql.Transaction;
import java.util.Collection;
import java.util.List;

/** {@code duplicate_id}: identifiers of messages that were sent, while they count. */
public final class DuplicateIdTable {

  private static final String TABLE = "${prefix}duplicate_id";

  private final InsertIfAbsent<DuplicateId> insert;
  private final TextKeyStatement read;
  private final String take;
  private final String findPassed;
  private final TextKeyStatement deletePassed;

  /**
   * A row as it is.
   *
   * @param mark who noted it
   * @param passed whether its window has passed
   */
  public record Noted(TextKey key, long mark, boolean passed) {}

  DuplicateIdTable(Templates templates, Dialect dialect) {
    insert =
        new InsertIfAbsent<>(
            dialect,
            templates.fill(TABLE + " (destination, duplicate_id, mark, expires_at)"),
            templates.fill("(?, ?, ?, ${now} + ?)"),
            (p, id) ->
                p.add(id.destination()).add(id.text()).add(id.mark()).add(id.windowMillis()));
    read =
        new TextKeyStatement(
            templates.fill(
                "SELECT destination, duplicate_id, mark, expires_at <= ${now} FROM "
                    + TABLE
                    + " WHERE"),
            "destination",
            "duplicate_id",
            "",
            dialect.keysPerStatement());
    take =
        templates.fill(
            "UPDATE "
                + TABLE
                + " SET mark = ?, expires_at = ${now} + ?"
                + " WHERE destination = ? AND duplicate_id = ? AND mark = ?");
    findPassed =
        templates.fill(
            "SELECT destination, duplicate_id FROM "
                + TABLE
                + " WHERE expires_at <= ${now} ORDER BY expires_at LIMIT ?");
    deletePassed =
        new TextKeyStatement(
            templates.fill("DELETE FROM " + TABLE + " WHERE expires_at <= ${now} AND"),
            "destination",
            "duplicate_id",
            "",
            dialect.keysPerStatement());
  }

  /** Notes those that are not noted. */
  public void insertIfAbsent(Transaction transaction, List<DuplicateId> ids) {
    insert.insert(transaction, ids);
  }

  /** Reads rows. */
  public List<Noted> read(Transaction transaction, Collection<TextKey> keys) {
    return read.query(
        transaction,
        keys,
        row ->
            new Noted(
                new TextKey(row.getLong(1), row.getString(2)), row.getLong(3), row.getBoolean(4)));
  }

  /** Notes one anew whose window has passed; false if somebody else has. */
  public boolean take(Transaction transaction, DuplicateId id, long markBefore) {
    return transaction.update(
            take,
            p ->
                p.add(id.mark())
                    .add(id.windowMillis())
                    .add(id.destination())
                    .add(id.text())
                    .add(markBefore))
        == 1;
  }

  /** The first of those whose window has passed. */
  public List<TextKey> findPassed(Transaction transaction, int limit) {
    return transaction.query(
        findPassed, p -> p.add(limit), row -> new TextKey(row.getLong(1), row.getString(2)));
  }

  /** Removes those of some whose window has passed. */
  public int deletePassed(Transaction transaction, Collection<TextKey> keys) {
    return deletePassed.update(transaction, keys);
  }
}
