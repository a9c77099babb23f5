package io.tabella.store.jdbc.table;

import io.tabella.store.EntryKey;
import io.tabella.store.jdbc.sql.Binder;
import io.tabella.store.jdbc.sql.Parameters;
import io.tabella.store.jdbc.sql.RowMapper;
import io.tabella.store.jdbc.sql.Transaction;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;

/**
 * A statement about many entries by key: with lists of ids where that is fast, in a JDBC batch
 * elsewhere.
 */
final class KeyedStatement {

  private final String[] byPower;
  private final int largest;

  /**
   * A statement.
   *
   * @param head the statement up to its last condition, which the keys follow with AND
   * @param tail what follows the keys
   * @param largest how many keys it may name, a power of two
   */
  KeyedStatement(String head, String tail, int largest) {
    this.byPower = new String[Integer.numberOfTrailingZeros(largest) + 1];
    this.largest = largest;
    for (int power = 0; power < byPower.length; power++) {
      byPower[power] =
          (head + " AND queue = ? AND delivery_rank = ? AND id " + list(1 << power) + " " + tail)
              .strip();
    }
  }

  private static String list(int count) {
    return count == 1 ? "= ?" : "IN (" + String.join(",", Collections.nCopies(count, "?")) + ")";
  }

  /**
   * Changes rows.
   *
   * @param head fills what stands before the keys
   * @return how many rows there were
   */
  int update(Transaction transaction, Binder head, Collection<EntryKey> keys) {
    List<KeyGroup> groups = KeyGroup.of(keys, largest);
    if (largest == 1 && groups.size() > 1) {
      return transaction.batch(
          byPower[0], groups, (parameters, group) -> bind(parameters, head, group));
    }
    int sum = 0;
    for (KeyGroup group : groups) {
      sum += transaction.update(sql(group), parameters -> bind(parameters, head, group));
    }
    return sum;
  }

  /** Reads rows, in no order. */
  <T> List<T> query(
      Transaction transaction, Binder head, Collection<EntryKey> keys, RowMapper<T> mapper) {
    List<T> result = new ArrayList<>();
    for (KeyGroup group : KeyGroup.of(keys, largest)) {
      result.addAll(
          transaction.query(sql(group), parameters -> bind(parameters, head, group), mapper));
    }
    return result;
  }

  private String sql(KeyGroup group) {
    return byPower[Integer.numberOfTrailingZeros(group.ids().length)];
  }

  private static void bind(Parameters parameters, Binder head, KeyGroup group) throws SQLException {
    head.bind(parameters);
    parameters.add(group.queue()).add(group.rank()).addAll(group.ids());
  }
}
