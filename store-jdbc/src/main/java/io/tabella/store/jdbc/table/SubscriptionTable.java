package io.tabella.store.jdbc.table;

import io.tabella.store.SubscriptionKind;
import io.tabella.store.SubscriptionRecord;
import io.tabella.store.SubscriptionSpec;
import io.tabella.store.jdbc.sql.Binder;
import io.tabella.store.jdbc.sql.Templates;
import io.tabella.store.jdbc.sql.Transaction;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** {@code subscription}: what the subscriptions are, and who reads those with one reader. */
public final class SubscriptionTable {

  private static final String COLUMNS =
      "id, kind, client_id, name, topic, selector, no_local, holder";

  private final String insert;
  private final String newest;
  private final String list;
  private final String find;
  private final String lock;
  private final String findHeldBy;
  private final String hold;
  private final String letGo;
  private final String delete;

  SubscriptionTable(Templates templates) {
    insert =
        templates.fill(
            """
            INSERT INTO ${prefix}subscription
              (kind, durable, client_id, name, topic, selector, no_local, holder)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            """);
    String select = "SELECT " + COLUMNS + " FROM ${prefix}subscription s ";
    newest = templates.fill("SELECT COALESCE(MAX(id), 0) FROM ${prefix}subscription");
    list = templates.fill(select + "ORDER BY id");
    String byName = select + "WHERE durable = ? AND client_id = ? AND name = ?";
    find = templates.fill(byName);
    lock = templates.fill(byName + " FOR UPDATE");
    findHeldBy =
        templates.fill(
            select
                + "WHERE holder = ? OR EXISTS (SELECT 1 FROM ${prefix}subscription_member m"
                + " WHERE m.subscription = s.id AND m.node = ?) ORDER BY id");
    hold =
        templates.fill(
            "UPDATE ${prefix}subscription SET holder = ? WHERE id = ? AND holder IS NULL");
    letGo =
        templates.fill(
            "UPDATE ${prefix}subscription SET holder = NULL WHERE id = ? AND holder = ?");
    delete = templates.fill("DELETE FROM ${prefix}subscription WHERE id = ?");
  }

  private static SubscriptionRecord map(ResultSet row) throws SQLException {
    return new SubscriptionRecord(
        row.getLong(1),
        new SubscriptionSpec(
            SubscriptionKind.ofCode(row.getInt(2)),
            row.getString(3),
            row.getString(4),
            row.getString(5),
            row.getString(6),
            row.getBoolean(7)),
        row.getLong(8));
  }

  /** Makes one; false if there is one of that name. */
  public boolean insert(Transaction transaction, SubscriptionSpec spec, long holder) {
    return transaction.insertUnlessDuplicate(
        insert,
        p -> {
          p.add(spec.kind().code()).add(spec.kind().durable());
          p.add(spec.clientId()).add(spec.name()).add(spec.topic());
          p.add(spec.selector()).add(spec.noLocal());
          p.addOrNull(holder == SubscriptionRecord.NOBODY ? null : holder);
        });
  }

  /** The highest id; 0 if there is none. */
  public long newest(Transaction transaction) {
    return transaction.queryNumber(newest, Binder.NONE);
  }

  /** All of them. */
  public List<SubscriptionRecord> list(Transaction transaction) {
    return transaction.query(list, Binder.NONE, SubscriptionTable::map);
  }

  /** The one of that name. */
  public Optional<SubscriptionRecord> find(
      Transaction transaction, boolean durable, String clientId, String name) {
    return byName(transaction, find, durable, clientId, name);
  }

  /** The same, locked. */
  public Optional<SubscriptionRecord> lock(
      Transaction transaction, boolean durable, String clientId, String name) {
    return byName(transaction, lock, durable, clientId, name);
  }

  private static Optional<SubscriptionRecord> byName(
      Transaction transaction, String sql, boolean durable, String clientId, String name) {
    return transaction.queryFirst(
        sql, p -> p.add(durable).add(clientId).add(name), SubscriptionTable::map);
  }

  /** Those that a node holds or is a member of. */
  public List<SubscriptionRecord> findHeldBy(Transaction transaction, long node) {
    return transaction.query(findHeldBy, p -> p.add(node).add(node), SubscriptionTable::map);
  }

  /** Gives one that nobody reads to a node. */
  public boolean hold(Transaction transaction, long id, long node) {
    return transaction.update(hold, p -> p.add(node).add(id)) == 1;
  }

  /** The node reads it no more. */
  public boolean letGo(Transaction transaction, long id, long node) {
    return transaction.update(letGo, p -> p.add(id).add(node)) == 1;
  }

  /** Removes its row alone. */
  public boolean delete(Transaction transaction, long id) {
    return transaction.update(delete, p -> p.add(id)) == 1;
  }
}
