package io.tabella.store.jdbc.table;

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
 * A statement about many rows by a number and a text: with lists of texts where that is fast, row
 * by row elsewhere. Lists have 1, 2, 4 … texts, the last one repeated if need be.
 */
final class TextKeyStatement {

  private final String[] byPower;
  private final int largest;

  /** Texts of one number. */
  private record Group(long number, List<String> texts) {}

  /**
   * A statement.
   *
   * @param head the statement up to its last condition, which the keys follow
   * @param number the column with the number
   * @param text the column with the text
   * @param tail what follows the keys
   * @param largest how many keys it may name, a power of two
   */
  TextKeyStatement(String head, String number, String text, String tail, int largest) {
    this.byPower = new String[Integer.numberOfTrailingZeros(largest) + 1];
    this.largest = largest;
    for (int power = 0; power < byPower.length; power++) {
      String keys = " " + number + " = ? AND " + text + " " + list(1 << power) + " ";
      byPower[power] = (head + keys + tail).strip();
    }
  }

  private static String list(int count) {
    return count == 1 ? "= ?" : "IN (" + String.join(",", Collections.nCopies(count, "?")) + ")";
  }

  /**
   * Changes rows.
   *
   * @return how many there were
   */
  int update(Transaction transaction, Collection<TextKey> keys) {
    int sum = 0;
    for (Group group : groups(keys)) {
      sum += transaction.update(sql(group), binder(group));
    }
    return sum;
  }

  /** Reads rows, in no order. */
  <T> List<T> query(Transaction transaction, Collection<TextKey> keys, RowMapper<T> mapper) {
    List<T> result = new ArrayList<>();
    for (Group group : groups(keys)) {
      result.addAll(transaction.query(sql(group), binder(group), mapper));
    }
    return result;
  }

  private String sql(Group group) {
    return byPower[Integer.numberOfTrailingZeros(group.texts().size())];
  }

  private static Binder binder(Group group) {
    return parameters -> bind(parameters, group);
  }

  private static void bind(Parameters parameters, Group group) throws SQLException {
    parameters.add(group.number());
    for (String text : group.texts()) {
      parameters.add(text);
    }
  }

  private List<Group> groups(Collection<TextKey> keys) {
    List<TextKey> sorted = keys.stream().sorted().toList();
    List<Group> groups = new ArrayList<>();
    for (int from = 0; from < sorted.size(); ) {
      long number = sorted.get(from).number();
      int to = from;
      while (to < sorted.size() && to - from < largest && sorted.get(to).number() == number) {
        to++;
      }
      List<String> texts = sorted.subList(from, to).stream().map(TextKey::text).toList();
      groups.add(new Group(number, PowersOfTwo.padded(texts)));
      from = to;
    }
    return groups;
  }
}
