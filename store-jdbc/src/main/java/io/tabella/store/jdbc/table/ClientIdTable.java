package io.tabella.store.jdbc.table;

import io.tabella.store.jdbc.sql.Templates;
import io.tabella.store.jdbc.sql.Transaction;
import java.util.Optional;

/** {@code client_id}: the client identifiers of open connections. */
public final class ClientIdTable {

  private final String insert;
  private final String find;
  private final String delete;
  private final String deleteAll;

  ClientIdTable(Templates templates) {
    insert = templates.fill("INSERT INTO ${prefix}client_id (client_id, node) VALUES (?, ?)");
    find = templates.fill("SELECT node FROM ${prefix}client_id WHERE client_id = ?");
    delete = templates.fill("DELETE FROM ${prefix}client_id WHERE client_id = ? AND node = ?");
    deleteAll = templates.fill("DELETE FROM ${prefix}client_id WHERE node = ?");
  }

  /** Takes one; false if it is taken. */
  public boolean insert(Transaction transaction, String clientId, long node) {
    return transaction.insertUnlessDuplicate(insert, p -> p.add(clientId).add(node));
  }

  /** Who has it. */
  public Optional<Long> find(Transaction transaction, String clientId) {
    return transaction.queryFirst(find, p -> p.add(clientId), row -> row.getLong(1));
  }

  /** Gives one back. */
  public boolean delete(Transaction transaction, String clientId, long node) {
    return transaction.update(delete, p -> p.add(clientId).add(node)) == 1;
  }

  /** Gives back all of a node. */
  public void deleteAll(Transaction transaction, long node) {
    transaction.update(deleteAll, p -> p.add(node));
  }
}
