package io.tabella.store.jdbc.table;

import java.util.Comparator;

/** The key of rows that a number and a text name. In the order in which rows are locked. */
public record TextKey(long number, String text) implements Comparable<TextKey> {

  private static final Comparator<TextKey> ORDER =
      Comparator.comparingLong(TextKey::number).thenComparing(TextKey::text);

  @Override
  public int compareTo(TextKey other) {
    return ORDER.compare(this, other);
  }
}
