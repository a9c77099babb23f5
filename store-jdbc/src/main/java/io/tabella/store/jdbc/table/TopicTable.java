package io.tabella.store.jdbc.table;

import io.tabella.store.Topics.Retention;
import io.tabella.store.jdbc.sql.Templates;
import io.tabella.store.jdbc.sql.Transaction;
import java.util.Optional;

/** {@code topic}: what is said about a topic, and the lock of those who sweep or subscribe. */
public final class TopicTable {

  private final String insert;
  private final String touch;
  private final String retain;
  private final String read;
  private final String delete;

  TopicTable(Templates templates) {
    insert =
        templates.fill(
            """
            INSERT INTO ${prefix}topic (id, touched, retention_ms, retention_bytes)
            VALUES (?, 0, 0, 0)
            """);
    touch = templates.fill("UPDATE ${prefix}topic SET touched = touched + 1 WHERE id = ?");
    retain =
        templates.fill(
            "UPDATE ${prefix}topic SET retention_ms = ?, retention_bytes = ? WHERE id = ?");
    read = templates.fill("SELECT retention_ms, retention_bytes FROM ${prefix}topic WHERE id = ?");
    delete = templates.fill("DELETE FROM ${prefix}topic WHERE id = ?");
  }

  /** Locks a topic's row, which is made if need be. */
  public void touch(Transaction transaction, long topic) {
    if (transaction.update(touch, p -> p.add(topic)) == 0) {
      transaction.insertUnlessDuplicate(insert, p -> p.add(topic));
      transaction.update(touch, p -> p.add(topic));
    }
  }

  /** Sets what is kept, in a row that is there. */
  public void retain(Transaction transaction, long topic, Retention retention) {
    transaction.update(retain, p -> p.add(retention.millis()).add(retention.bytes()).add(topic));
  }

  /** What is kept, if something is said about it. */
  public Optional<Retention> retention(Transaction transaction, long topic) {
    return transaction.queryFirst(
        read, p -> p.add(topic), row -> new Retention(row.getLong(1), row.getLong(2)));
  }

  /** Removes a topic's row. */
  public void delete(Transaction transaction, long topic) {
    transaction.update(delete, p -> p.add(topic));
  }
}
