package io.tabella.store.jdbc.table;

import io.tabella.store.DestinationKind;
import io.tabella.store.Settings.SettingRecord;
import io.tabella.store.jdbc.sql.Binder;
import io.tabella.store.jdbc.sql.Templates;
import io.tabella.store.jdbc.sql.Transaction;
import java.util.List;

/** {@code setting}: what is set for destinations. */
public final class SettingTable {

  private final String list;
  private final String insert;
  private final String update;
  private final String delete;

  SettingTable(Templates templates) {
    list =
        templates.fill(
            "SELECT kind, destination, setting, setting_value FROM ${prefix}setting"
                + " ORDER BY kind, destination, setting");
    insert =
        templates.fill(
            "INSERT INTO ${prefix}setting (setting_value, kind, destination, setting)"
                + " VALUES (?, ?, ?, ?)");
    update =
        templates.fill(
            "UPDATE ${prefix}setting SET setting_value = ?"
                + " WHERE kind = ? AND destination = ? AND setting = ?");
    delete =
        templates.fill(
            "DELETE FROM ${prefix}setting WHERE kind = ? AND destination = ? AND setting = ?");
  }

  /** All of them. */
  public List<SettingRecord> list(Transaction transaction) {
    return transaction.query(
        list,
        Binder.NONE,
        row ->
            new SettingRecord(
                DestinationKind.ofCode(row.getInt(1)),
                row.getString(2),
                row.getString(3),
                row.getString(4)));
  }

  /** Sets one. */
  public void set(Transaction transaction, SettingRecord setting) {
    Binder binder =
        p ->
            p.add(setting.value())
                .add(setting.kind().code())
                .add(setting.destination())
                .add(setting.name());
    // The same value again changes no row where rows that change are counted: then it is there.
    if (transaction.update(update, binder) == 0) {
      transaction.insertUnlessDuplicate(insert, binder);
    }
  }

  /** Removes one; false if it was not there. */
  public boolean delete(
      Transaction transaction, DestinationKind kind, String destination, String name) {
    return transaction.update(delete, p -> p.add(kind.code()).add(destination).add(name)) == 1;
  }
}
