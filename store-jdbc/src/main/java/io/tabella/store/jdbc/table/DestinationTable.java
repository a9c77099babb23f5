package io.tabella.store.jdbc.table;

import io.tabella.store.DestinationKind;
import io.tabella.store.Destinations.DestinationRecord;
import io.tabella.store.jdbc.sql.Templates;
import io.tabella.store.jdbc.sql.Transaction;
import java.util.List;
import java.util.Optional;

/** {@code destination}: queues and topics by name. */
public final class DestinationTable {

  private final String insert;
  private final String find;
  private final String findById;
  private final String list;
  private final String listAbove;
  private final String delete;

  DestinationTable(Templates templates) {
    insert = templates.fill("INSERT INTO ${prefix}destination (kind, name) VALUES (?, ?)");
    find = templates.fill("SELECT id, name FROM ${prefix}destination WHERE kind = ? AND name = ?");
    findById = templates.fill("SELECT id, kind, name FROM ${prefix}destination WHERE id = ?");
    listAbove =
        templates.fill(
            "SELECT id, name FROM ${prefix}destination WHERE kind = ? AND id > ? ORDER BY id");
    delete = templates.fill("DELETE FROM ${prefix}destination WHERE id = ?");
    list = templates.fill("SELECT id, name FROM ${prefix}destination WHERE kind = ? ORDER BY name");
  }

  /** Makes a destination; false if it is there. */
  public boolean insert(Transaction transaction, DestinationKind kind, String name) {
    return transaction.insertUnlessDuplicate(insert, p -> p.add(kind.code()).add(name));
  }

  /** The destination of that name, if it is there. */
  public Optional<DestinationRecord> find(
      Transaction transaction, DestinationKind kind, String name) {
    return transaction.queryFirst(
        find,
        p -> p.add(kind.code()).add(name),
        row -> new DestinationRecord(row.getLong("id"), kind, row.getString("name")));
  }

  /** Those of a kind whose id is above a given one, by id. */
  public List<DestinationRecord> listAbove(Transaction transaction, DestinationKind kind, long id) {
    return transaction.query(
        listAbove,
        p -> p.add(kind.code()).add(id),
        row -> new DestinationRecord(row.getLong("id"), kind, row.getString("name")));
  }

  /** The destination of that id, if it is there. */
  public Optional<DestinationRecord> find(Transaction transaction, long id) {
    return transaction.queryFirst(
        findById,
        p -> p.add(id),
        row ->
            new DestinationRecord(
                row.getLong("id"),
                DestinationKind.ofCode(row.getInt("kind")),
                row.getString("name")));
  }

  /** Removes a destination. */
  public void delete(Transaction transaction, long id) {
    transaction.update(delete, p -> p.add(id));
  }

  /** All of a kind, by name. */
  public List<DestinationRecord> list(Transaction transaction, DestinationKind kind) {
    return transaction.query(
        list,
        p -> p.add(kind.code()),
        row -> new DestinationRecord(row.getLong("id"), kind, row.getString("name")));
  }
}
