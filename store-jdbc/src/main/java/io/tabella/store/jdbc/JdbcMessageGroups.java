package io.tabella.store.jdbc;

import io.tabella.store.MessageGroups;
import io.tabella.store.jdbc.sql.Transaction;
import io.tabella.store.jdbc.table.MessageGroupTable;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Message groups inside one transaction, always in their order. Belongs to its thread. */
final class JdbcMessageGroups implements MessageGroups {

  private final Transaction transaction;
  private final MessageGroupTable table;

  JdbcMessageGroups(Transaction transaction, MessageGroupTable table) {
    this.transaction = transaction;
    this.table = table;
  }

  @Override
  public Set<String> take(long node, long queue, Collection<String> groups) {
    Set<String> taken = new HashSet<>();
    for (String group : new TreeSet<>(groups)) {
      Optional<Long> owner = table.find(transaction, queue, group);
      boolean has =
          owner.isPresent() ? owner.get() == node : table.insert(transaction, queue, group, node);
      if (has) {
        taken.add(group);
      }
    }
    return taken;
  }

  @Override
  public void giveBack(long node, long queue, Collection<String> groups) {
    for (String group : new TreeSet<>(groups)) {
      table.delete(transaction, queue, group, node);
    }
  }

  @Override
  public void giveBackAll(long node) {
    table.deleteAll(transaction, node);
  }
}
