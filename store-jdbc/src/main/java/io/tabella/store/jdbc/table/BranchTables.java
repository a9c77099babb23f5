package io.tabella.store.jdbc.table;

import io.tabella.store.jdbc.dialect.Dialect;
import io.tabella.store.jdbc.sql.Templates;

/** The tables of global transactions' branches. */
public record BranchTables(
    BranchTable branches, BranchEntryTable entries, BranchRangeTable ranges) {

  static BranchTables of(Templates templates, Dialect dialect) {
    return new BranchTables(
        new BranchTable(templates),
        new BranchEntryTable(templates, dialect),
        new BranchRangeTable(templates, dialect));
  }
}
