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

  @Override
  public long count(long queue) {
    return transactions.read(transaction -> tables.queueEntries().count(transaction, queue));
  }
}
