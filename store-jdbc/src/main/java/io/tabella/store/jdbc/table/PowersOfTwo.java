package io.tabella.store.jdbc.table;

import java.util.ArrayList;
import java.util.List;

/** Keeps the shapes of statements few, so that each is prepared once. */
final class PowersOfTwo {

  private PowersOfTwo() {}

  /** A list whose last element is repeated until there are 1, 2, 4 … of them. */
  static <T> List<T> padded(List<T> list) {
    List<T> padded = new ArrayList<>(list);
    while (Integer.bitCount(padded.size()) > 1) {
      padded.add(list.get(list.size() - 1));
    }
    return padded;
  }
}
