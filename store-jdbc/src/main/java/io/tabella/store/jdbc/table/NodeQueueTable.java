package io.tabella.store.jdbc.table;

import io.tabella.store.jdbc.dialect.Dialect;
import io.tabella.store.jdbc.sql.Templates;
import io.tabella.store.jdbc.sql.Transaction;
import java.util.List;

/** {@code node_queue}: in which queues a node may hold entries. */
public final class NodeQueueTable {

  private final String insert;
  private final String find;
  private final String findNodes;
  private final String delete;
  private final String deleteQueue;

  NodeQueueTable(Templates templates, Dialect dialect) {
    insert =
        templates.fill(
            dialect.insertIfAbsent() + "${prefix}node_queue (node, queue) VALUES (?, ?)");
    find = templates.fill("SELECT queue FROM ${prefix}node_queue WHERE node = ? ORDER BY queue");
    findNodes =
        templates.fill("SELECT node FROM ${prefix}node_queue WHERE queue = ? ORDER BY node");
    delete = templates.fill("DELETE FROM ${prefix}node_queue WHERE node = ?");
    deleteQueue = templates.fill("DELETE FROM ${prefix}node_queue WHERE queue = ?");
  }

  /** Notes a queue of a node unless it is noted. */
  public void insert(Transaction transaction, long node, long queue) {
    transaction.insertUnlessDuplicate(insert, p -> p.add(node).add(queue));
  }

  /** The queues of a node. */
  public List<Long> find(Transaction transaction, long node) {
    return transaction.query(find, p -> p.add(node), row -> row.getLong(1));
  }

  /** The nodes of a queue. */
  public List<Long> findNodes(Transaction transaction, long queue) {
    return transaction.query(findNodes, p -> p.add(queue), row -> row.getLong(1));
  }

  /** Forgets a queue. */
  public void deleteQueue(Transaction transaction, long queue) {
    transaction.update(deleteQueue, p -> p.add(queue));
  }

  /** Forgets a node. */
  public void delete(Transaction transaction, long node) {
    transaction.update(delete, p -> p.add(node));
  }
}
