package io.tabella.store.jdbc.table;

import io.tabella.store.jdbc.sql.Binder;
import io.tabella.store.jdbc.sql.Templates;
import io.tabella.store.jdbc.sql.Transaction;

/** {@code identity}: a random name, by which connections of one database are known. */
public final class IdentityTable {

  private final String read;

  IdentityTable(Templates templates) {
    read = templates.fill("SELECT uuid FROM ${prefix}identity WHERE id = 1");
  }

  /** The database's name; empty if it has none. */
  public String read(Transaction transaction) {
    return transaction.queryFirst(read, Binder.NONE, row -> row.getString(1)).orElse("");
  }
}
