package io.tabella.store.jdbc.table;

import io.tabella.store.LogKey;
import io.tabella.store.Progress.Cursor;
import io.tabella.store.jdbc.sql.Binder;
import io.tabella.store.jdbc.sql.Templates;
import io.tabella.store.jdbc.sql.Transaction;
import java.util.List;

/** {@code subscription_cursor}: the next unclaimed numbers; no row means 1. */
public final class SubscriptionCursorTable {

  private static final String KEY = " WHERE subscription = ? AND topic = ? AND publisher = ?";

  private final String insert;
  private final String set;
  private final String advance;
  private final String find;
  private final String delete;
  private final String forget;

  SubscriptionCursorTable(Templates templates) {
    insert =
        templates.fill(
            """
            INSERT INTO ${prefix}subscription_cursor (subscription, topic, publisher, next_seq)
            VALUES (?, ?, ?, ?)
            """);
    set = templates.fill("UPDATE ${prefix}subscription_cursor SET next_seq = ?" + KEY);
    advance = templates.fill(set + " AND next_seq = ?");
    find =
        templates.fill(
            """
            SELECT topic, publisher, next_seq FROM ${prefix}subscription_cursor
            WHERE subscription = ? ORDER BY topic, publisher
            """);
    delete = templates.fill("DELETE FROM ${prefix}subscription_cursor WHERE subscription = ?");
    forget = templates.fill("DELETE FROM ${prefix}subscription_cursor" + KEY);
  }

  private static Binder key(long subscription, LogKey log) {
    return p -> p.add(subscription).add(log.topic()).add(log.publisher());
  }

  /** Sets a cursor, whatever it was. */
  public void set(Transaction transaction, long subscription, LogKey log, long next) {
    Binder binder =
        p -> {
          p.add(next);
          key(subscription, log).bind(p);
        };
    if (transaction.update(set, binder) == 0) {
      insert(transaction, subscription, log, next);
    }
  }

  /** Makes a cursor's row; false if it is there. */
  public boolean insert(Transaction transaction, long subscription, LogKey log, long next) {
    return transaction.insertUnlessDuplicate(
        insert,
        p -> {
          key(subscription, log).bind(p);
          p.add(next);
        });
  }

  /** Moves a cursor that has a row and is where the caller thinks. */
  public boolean advance(
      Transaction transaction, long subscription, LogKey log, long from, long to) {
    return transaction.update(
            advance,
            p -> {
              p.add(to);
              key(subscription, log).bind(p);
              p.add(from);
            })
        == 1;
  }

  /** The cursors of a subscription. */
  public List<Cursor> find(Transaction transaction, long subscription) {
    return transaction.query(
        find,
        p -> p.add(subscription),
        row ->
            new Cursor(subscription, new LogKey(row.getLong(1), row.getLong(2)), row.getLong(3)));
  }

  /** Removes all cursors of a subscription. */
  public void delete(Transaction transaction, long subscription) {
    transaction.update(delete, p -> p.add(subscription));
  }

  /** Removes the cursors of some subscriptions in a log. */
  public void forget(Transaction transaction, List<Long> subscriptions, LogKey log) {
    transaction.batch(forget, subscriptions, (p, id) -> key(id, log).bind(p));
  }
}
