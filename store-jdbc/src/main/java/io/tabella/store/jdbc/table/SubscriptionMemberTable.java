package io.tabella.store.jdbc.table;

import io.tabella.store.jdbc.dialect.Dialect;
import io.tabella.store.jdbc.sql.Templates;
import io.tabella.store.jdbc.sql.Transaction;
import java.util.List;

/** {@code subscription_member}: which nodes have consumers of a shared subscription. */
public final class SubscriptionMemberTable {

  private final String insert;
  private final String find;
  private final String delete;
  private final String deleteAll;

  SubscriptionMemberTable(Templates templates, Dialect dialect) {
    insert =
        templates.fill(
            dialect.insertIfAbsent()
                + "${prefix}subscription_member (subscription, node) VALUES (?, ?)");
    find =
        templates.fill(
            "SELECT node FROM ${prefix}subscription_member WHERE subscription = ? ORDER BY node");
    delete =
        templates.fill(
            "DELETE FROM ${prefix}subscription_member WHERE subscription = ? AND node = ?");
    deleteAll = templates.fill("DELETE FROM ${prefix}subscription_member WHERE subscription = ?");
  }

  /** Notes a member unless it is noted. */
  public void insert(Transaction transaction, long subscription, long node) {
    transaction.insertUnlessDuplicate(insert, p -> p.add(subscription).add(node));
  }

  /** The members of a subscription. */
  public List<Long> find(Transaction transaction, long subscription) {
    return transaction.query(find, p -> p.add(subscription), row -> row.getLong(1));
  }

  /** Removes a member. */
  public boolean delete(Transaction transaction, long subscription, long node) {
    return transaction.update(delete, p -> p.add(subscription).add(node)) == 1;
  }

  /** Removes all members of a subscription. */
  public void deleteAll(Transaction transaction, long subscription) {
    transaction.update(deleteAll, p -> p.add(subscription));
  }
}
