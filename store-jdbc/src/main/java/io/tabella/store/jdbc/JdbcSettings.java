package io.tabella.store.jdbc;

import io.tabella.store.DestinationKind;
import io.tabella.store.Settings;
import io.tabella.store.jdbc.sql.Transactions;
import io.tabella.store.jdbc.table.SettingTable;
import java.util.List;

/** What is set for destinations, in the {@code setting} table. For all threads. */
final class JdbcSettings implements Settings {

  private final Transactions transactions;
  private final SettingTable table;

  JdbcSettings(Transactions transactions, SettingTable table) {
    this.transactions = transactions;
    this.table = table;
  }

  @Override
  public List<SettingRecord> list() {
    return transactions.read(table::list);
  }

  @Override
  public void set(SettingRecord setting) {
    transactions.write(
        transaction -> {
          table.set(transaction, setting);
          return setting;
        });
  }

  @Override
  public boolean remove(DestinationKind kind, String destination, String name) {
    return transactions.write(transaction -> table.delete(transaction, kind, destination, name));
  }
}
