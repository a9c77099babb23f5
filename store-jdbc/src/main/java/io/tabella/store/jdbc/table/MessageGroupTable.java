package io.tabella.store.jdbc.table;

import io.tabella.store.jdbc.sql.Templates;
import io.tabella.store.jdbc.sql.Transaction;
import java.util.Optional;

/** {@code message_group}: which node the messages of a group go to. */
public final class MessageGroupTable {

  private final String insert;
  private final String find;
  private final String delete;
  private final String deleteAll;
  private final String deleteQueue;

  MessageGroupTable(Templates templates) {
    insert =
        templates.fill(
            "INSERT INTO ${prefix}message_group (queue, group_id, owner) VALUES (?, ?, ?)");
    find =
        templates.fill("SELECT owner FROM ${prefix}message_group WHERE queue = ? AND group_id = ?");
    delete =
        templates.fill(
            "DELETE FROM ${prefix}message_group WHERE queue = ? AND group_id = ? AND owner = ?");
    deleteQueue = templates.fill("DELETE FROM ${prefix}message_group WHERE queue = ?");
    deleteAll = templates.fill("DELETE FROM ${prefix}message_group WHERE owner = ?");
  }

  /** Gives a group to a node; false if a node has it. */
  public boolean insert(Transaction transaction, long queue, String group, long node) {
    return transaction.insertUnlessDuplicate(insert, p -> p.add(queue).add(group).add(node));
  }

  /** The node that has a group. */
  public Optional<Long> find(Transaction transaction, long queue, String group) {
    return transaction.queryFirst(find, p -> p.add(queue).add(group), row -> row.getLong(1));
  }

  /** Takes a group from a node, if it has it. */
  public void delete(Transaction transaction, long queue, String group, long node) {
    transaction.update(delete, p -> p.add(queue).add(group).add(node));
  }

  /** Forgets the groups of a queue. */
  public void deleteQueue(Transaction transaction, long queue) {
    transaction.update(deleteQueue, p -> p.add(queue));
  }

  /** Takes all groups from a node. */
  public void deleteAll(Transaction transaction, long node) {
    transaction.update(deleteAll, p -> p.add(node));
  }
}
