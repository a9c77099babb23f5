package io.tabella.store.jdbc.table;

import io.tabella.store.jdbc.sql.Templates;
import io.tabella.store.jdbc.sql.Transaction;
import java.util.Collection;
import java.util.List;

/** {@code content}: large bodies in chunks. */
public final class ContentTable {

  private final String insert;
  private final String read;
  private final String findChunks;
  private final String deleteChunk;
  private final String delete;

  ContentTable(Templates templates) {
    insert = templates.fill("INSERT INTO ${prefix}content (id, chunk, bytes) VALUES (?, ?, ?)");
    read =
        templates.fill(
            """
            SELECT bytes FROM ${prefix}content WHERE id = ? AND chunk >= ? AND chunk < ?
            ORDER BY chunk
            """);
    findChunks = templates.fill("SELECT chunk FROM ${prefix}content WHERE id = ?");
    deleteChunk = templates.fill("DELETE FROM ${prefix}content WHERE id = ? AND chunk = ?");
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

  /** The chunks of a content. */
  public List<Integer> findChunks(Transaction transaction, long id) {
    return transaction.query(findChunks, p -> p.add(id), row -> row.getInt(1));
  }

  /** Removes chunks, each by its key: nothing beside them is locked. */
  public void deleteChunks(Transaction transaction, long id, List<Integer> chunks) {
    transaction.batch(
        deleteChunk, chunks.stream().sorted().toList(), (p, chunk) -> p.add(id).add((int) chunk));
  }

  /** Removes contents. */
  public void delete(Transaction transaction, Collection<Long> ids) {
    transaction.batch(delete, ids.stream().sorted().toList(), (p, id) -> p.add((long) id));
  }
}
