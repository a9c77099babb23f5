package io.tabella.store.jdbc.table;

import io.tabella.store.LogKey;
import io.tabella.store.jdbc.dialect.Dialect;
import io.tabella.store.jdbc.sql.Binder;
import io.tabella.store.jdbc.sql.RowMapper;
import io.tabella.store.jdbc.sql.Templates;
import io.tabella.store.jdbc.sql.Transaction;
import java.util.List;

/** {@code topic_publisher}: who writes, or has written, to a topic. */
public final class TopicPublisherTable {

  private static final RowMapper<LogKey> KEY = row -> new LogKey(row.getLong(1), row.getLong(2));

  private final String insert;
  private final String find;
  private final String findAll;
  private final String delete;

  TopicPublisherTable(Templates templates, Dialect dialect) {
    insert =
        templates.fill(
            dialect.insertIfAbsent() + "${prefix}topic_publisher (topic, publisher) VALUES (?, ?)");
    find =
        templates.fill(
            "SELECT topic, publisher FROM ${prefix}topic_publisher WHERE topic = ?"
                + " ORDER BY publisher");
    findAll =
        templates.fill(
            "SELECT topic, publisher FROM ${prefix}topic_publisher ORDER BY topic, publisher");
    delete =
        templates.fill("DELETE FROM ${prefix}topic_publisher WHERE topic = ? AND publisher = ?");
  }

  /** Notes a publisher unless it is noted. */
  public void insert(Transaction transaction, LogKey log) {
    transaction.insertUnlessDuplicate(insert, p -> p.add(log.topic()).add(log.publisher()));
  }

  /** The publishers of a topic. */
  public List<LogKey> find(Transaction transaction, long topic) {
    return transaction.query(find, p -> p.add(topic), KEY);
  }

  /** All of them. */
  public List<LogKey> findAll(Transaction transaction) {
    return transaction.query(findAll, Binder.NONE, KEY);
  }

  /** Forgets a publisher of a topic. */
  public void delete(Transaction transaction, LogKey log) {
    transaction.update(delete, p -> p.add(log.topic()).add(log.publisher()));
  }
}
