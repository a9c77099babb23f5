package io.tabella.store.jdbc.table;

import io.tabella.store.jdbc.sql.Templates;
import io.tabella.store.jdbc.sql.Transaction;
import java.util.Collection;
import java.util.List;

/** {@code content}: large bodies in chunks. */
public final class ContentTable {

  private final String insert;
  private final String read;
  private final String delete;

  ContentTable(Templates templates) {
    insert = templates.fill("INSERT INTO ${prefix}content (id, chunk, bytes) VALUES (?, ?, ?)");
    read =
        templates.fill(
            """
            SELECT bytes FROM ${prefix}content WHERE id = ? AND chunk >= ? AND chunk < ?
            ORDER BY chunk
            """);
    delete = templates.fill("DELETE FROM ${prefix}content WHERE id = ?");
  }

  /** Appends a chunk; the first is 0. */
  public void insert(Transaction transaction, long id, int chunk, byte[] bytes) {
    transaction.update(insert, p -> p.add(id).add(chunk).add(bytes));
  }

  /** Some chunks, in order. */
  public List<byte[]> read(Transaction transaction, long id, int from, int to) {
    return transaction.query(read, p -> p.add(id).add(from).add(to), row -> row.getBytes(1));
  }

  /** Removes contents. */
  public void delete(Transaction transaction, Collection<Long> ids) {
    transaction.batch(delete, ids.stream().sorted().toList(), (p, id) -> p.add((long) id));
  }
}
