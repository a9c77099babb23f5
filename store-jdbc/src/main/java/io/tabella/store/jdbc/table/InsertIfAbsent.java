package io.tabella.store.jdbc.table;

import io.tabella.store.jdbc.dialect.Dialect;
import io.tabella.store.jdbc.sql.RowBinder;
import io.tabella.store.jdbc.sql.Transaction;
import java.util.List;

/** Inserts those of many small rows whose key is not there; who wants to know which has to look. */
final class InsertIfAbsent<T> {

  private final InsertStatement<T> statement;
  private final boolean rowByRow;
  private final String single;
  private final RowBinder<T> binder;

  /**
   * An INSERT.
   *
   * @param into the table with its prefix, and the columns in brackets
   * @param row the values of a row, in brackets
   */
  InsertIfAbsent(Dialect dialect, String into, String row, RowBinder<T> binder) {
    this.statement =
        new InsertStatement<>(
            dialect.insertIfAbsent() + into, row, dialect.rowsPerInsert(), binder, any -> 0);
    this.rowByRow = dialect.rowsPerInsert() == 1;
    this.single = statement.ofOneRow();
    this.binder = binder;
  }

  /** Inserts them. Their sizes do not matter: a statement of the most rows there are is short. */
  void insert(Transaction transaction, List<T> rows) {
    if (!rowByRow) {
      statement.insert(transaction, rows, Long.MAX_VALUE);
      return;
    }
    for (T row : rows) {
      transaction.insertUnlessDuplicate(single, parameters -> binder.bind(parameters, row));
    }
  }
}
