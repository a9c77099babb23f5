package io.tabella.store.jdbc.table;

import io.tabella.store.jdbc.sql.RowBinder;
import io.tabella.store.jdbc.sql.Transaction;
import java.util.Collections;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * Inserts many rows: in statements of 1, 2, 4 … rows where that is fast, in a JDBC batch elsewhere.
 */
final class InsertStatement<T> {

  private final String[] byPower;
  private final RowBinder<T> binder;
  private final ToLongFunction<T> size;

  /**
   * An INSERT.
   *
   * @param into the statement up to and without VALUES
   * @param columns how many values a row has
   * @param largest how many rows a statement may have, a power of two
   * @param size how many bytes a row takes in a statement, at most
   */
  InsertStatement(
      String into, int columns, int largest, RowBinder<T> binder, ToLongFunction<T> size) {
    this(into, "(" + marks(columns, "?") + ")", largest, binder, size);
  }

  /**
   * An INSERT of rows that are not only parameters.
   *
   * @param row a row's values, in brackets
   */
  InsertStatement(
      String into, String row, int largest, RowBinder<T> binder, ToLongFunction<T> size) {
    this.byPower = new String[Integer.numberOfTrailingZeros(largest) + 1];
    for (int power = 0; power < byPower.length; power++) {
      byPower[power] = into + " VALUES " + marks(1 << power, row);
    }
    this.binder = binder;
    this.size = size;
  }

  /** The statement that inserts one row. */
  String ofOneRow() {
    return byPower[0];
  }

  /**
   * Inserts them.
   *
   * @param bytes how many a statement may have; a larger row goes alone
   */
  void insert(Transaction transaction, List<T> rows, long bytes) {
    if (byPower.length == 1 && rows.size() > 1) {
      transaction.batch(byPower[0], rows, binder);
      return;
    }
    for (int from = 0; from < rows.size(); ) {
      int power = power(rows, from, bytes);
      List<T> part = rows.subList(from, from + (1 << power));
      transaction.update(
          byPower[power],
          parameters -> {
            for (T row : part) {
              binder.bind(parameters, row);
            }
          });
      from += part.size();
    }
  }

  private int power(List<T> rows, int from, long bytes) {
    int count = 0;
    int most = Math.min(rows.size() - from, 1 << (byPower.length - 1));
    for (long sum = 0; count < most; count++) {
      sum += size.applyAsLong(rows.get(from + count));
      if (sum > bytes) {
        break;
      }
    }
    return Integer.SIZE - 1 - Integer.numberOfLeadingZeros(Math.max(1, count));
  }

  private static String marks(int count, String mark) {
    return String.join(",", Collections.nCopies(count, mark));
  }
}
