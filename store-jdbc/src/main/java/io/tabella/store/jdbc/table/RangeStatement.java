package io.tabella.store.jdbc.table;

import io.tabella.store.RangeKey;
import io.tabella.store.Subscriptions.Acknowledged;
import io.tabella.store.jdbc.sql.Transaction;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A statement about many ranges by key: with lists of keys where that is fast, in a JDBC batch
 * elsewhere.
 */
final class RangeStatement {

  /** The server compares each row with each of them. */
  static final int MOST = 32;

  private static final String COLUMNS = "(subscription, topic, publisher, first_seq)";
  private static final String EQUAL =
      "subscription = ? AND topic = ? AND publisher = ? AND first_seq = ?";

  private final String[] byPower;

  private RangeStatement(String[] byPower) {
    this.byPower = byPower;
  }

  /** One that gives each range its bits. */
  static RangeStatement ofUpdate(String head, int largest) {
    String[] byPower = new String[Integer.numberOfTrailingZeros(largest) + 1];
    for (int power = 0; power < byPower.length; power++) {
      String values =
          power == 0
              ? "?"
              : "CASE"
                  + String.join("", Collections.nCopies(1 << power, " WHEN " + EQUAL + " THEN ?"))
                  + " END";
      byPower[power] = head + " SET acknowledged = " + values + where(1 << power);
    }
    return new RangeStatement(byPower);
  }

  /** One that removes ranges. */
  static RangeStatement ofDelete(String head, int largest) {
    String[] byPower = new String[Integer.numberOfTrailingZeros(largest) + 1];
    for (int power = 0; power < byPower.length; power++) {
      byPower[power] = head + where(1 << power);
    }
    return new RangeStatement(byPower);
  }

  private static String where(int keys) {
    String condition =
        keys == 1
            ? EQUAL
            : COLUMNS + " IN (" + String.join(",", Collections.nCopies(keys, "(?,?,?,?)")) + ")";
    return " WHERE owner = ? AND " + condition;
  }

  int acknowledge(Transaction transaction, long node, List<Acknowledged> ranges) {
    if (byPower.length == 1) {
      return transaction.batch(
          byPower[0],
          ranges,
          (p, range) -> {
            p.add(range.bits()).add(node);
            SubscriptionRangeTable.bindKey(p, range.key());
          });
    }
    int sum = 0;
    for (List<Acknowledged> part : parts(ranges)) {
      List<Acknowledged> padded = PowersOfTwo.padded(part);
      sum +=
          transaction.update(
              sql(padded.size()),
              p -> {
                for (Acknowledged range : padded) {
                  if (padded.size() > 1) {
                    SubscriptionRangeTable.bindKey(p, range.key());
                  }
                  p.add(range.bits());
                }
                p.add(node);
                for (Acknowledged range : padded) {
                  SubscriptionRangeTable.bindKey(p, range.key());
                }
              });
    }
    return sum;
  }

  int finish(Transaction transaction, long node, List<RangeKey> ranges) {
    if (byPower.length == 1) {
      return transaction.batch(
          byPower[0],
          ranges,
          (p, key) -> {
            p.add(node);
            SubscriptionRangeTable.bindKey(p, key);
          });
    }
    int sum = 0;
    for (List<RangeKey> part : parts(ranges)) {
      List<RangeKey> padded = PowersOfTwo.padded(part);
      sum +=
          transaction.update(
              sql(padded.size()),
              p -> {
                p.add(node);
                for (RangeKey key : padded) {
                  SubscriptionRangeTable.bindKey(p, key);
                }
              });
    }
    return sum;
  }

  private String sql(int keys) {
    return byPower[Integer.numberOfTrailingZeros(keys)];
  }

  private <T> List<List<T>> parts(List<T> all) {
    int largest = 1 << (byPower.length - 1);
    return IntStream.iterate(0, from -> from < all.size(), from -> from + largest)
        .mapToObj(from -> all.subList(from, Math.min(all.size(), from + largest)))
        .collect(Collectors.toList());
  }
}
