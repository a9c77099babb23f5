package io.tabella.store.jdbc;

import io.tabella.store.DestinationKind;
import io.tabella.store.Destinations;
import io.tabella.store.StoreRejectedException;
import io.tabella.store.jdbc.sql.Transactions;
import io.tabella.store.jdbc.table.Tables;
import java.util.List;
import java.util.Optional;

/** Queues and topics in the {@code destination} table. For all threads. */
final class JdbcDestinations implements Destinations {

  private final Transactions transactions;
  private final Tables tables;

  JdbcDestinations(Transactions transactions, Tables tables) {
    this.transactions = transactions;
    this.tables = tables;
  }

  @Override
  public Optional<DestinationRecord> find(DestinationKind kind, String name) {
    return transactions.read(transaction -> tables.destinations().find(transaction, kind, name));
  }

  @Override
  public Optional<DestinationRecord> find(long id) {
    return transactions.read(transaction -> tables.destinations().find(transaction, id));
  }

  @Override
  public DestinationRecord findOrCreate(DestinationKind kind, String name) {
    if (name.length() > LONGEST_NAME) {
      throw new StoreRejectedException(
          "the name of a destination has "
              + name.length()
              + " characters; the limit is "
              + LONGEST_NAME
              + ": "
              + name,
          null);
    }
    Optional<DestinationRecord> known = find(kind, name);
    if (known.isPresent()) {
      return known.get();
    }
    transactions.write(transaction -> tables.destinations().insert(transaction, kind, name));
    return find(kind, name).orElseThrow();
  }

  @Override
  public List<DestinationRecord> list(DestinationKind kind) {
    return transactions.read(transaction -> tables.destinations().list(transaction, kind));
  }

  /** Noted and committed first: who removes it then sees the note, or had removed it before. */
  @Override
  public boolean use(long node, long destination) {
    transactions.write(
        transaction -> {
          tables.nodeQueues().insert(transaction, node, destination);
          return node;
        });
    return find(destination).isPresent();
  }

  @Override
  public List<Long> removeUnused(long destination) {
    try {
      transactions.write(
          transaction -> {
            tables.destinations().delete(transaction, destination);
            List<Long> users = tables.nodeQueues().findNodes(transaction, destination);
            if (!users.isEmpty()) {
              throw new InUse(users);
            }
            return destination;
          });
      return List.of();
    } catch (InUse e) {
      return e.users;
    }
  }

  /** Rolls back. */
  private static final class InUse extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient List<Long> users;

    InUse(List<Long> users) {
      this.users = users;
    }
  }

  @Override
  public long count(long queue) {
    return transactions.read(transaction -> tables.queueEntries().count(transaction, queue));
  }
}
