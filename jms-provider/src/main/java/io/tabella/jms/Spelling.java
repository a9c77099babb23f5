package io.tabella.jms;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;

/** Finds what somebody probably meant. */
final class Spelling {

  private Spelling() {}

  /** The candidate that needs the fewest letters changed, without regard to case. */
  static String nearest(String word, Collection<String> candidates) {
    String wanted = word.toLowerCase(Locale.ROOT);
    return candidates.stream()
        .min(Comparator.comparingInt(name -> distance(wanted, name.toLowerCase(Locale.ROOT))))
        .orElseThrow();
  }

  /** Levenshtein's distance: letters inserted, removed or replaced. */
  static int distance(String from, String to) {
    int[] row = new int[to.length() + 1];
    for (int column = 0; column <= to.length(); column++) {
      row[column] = column;
    }
    for (int line = 1; line <= from.length(); line++) {
      row = nextRow(row, line, from.charAt(line - 1), to);
    }
    return row[to.length()];
  }

  private static int[] nextRow(int[] above, int line, char letter, String to) {
    int[] row = new int[above.length];
    row[0] = line;
    for (int column = 1; column < row.length; column++) {
      int replaced = above[column - 1] + (letter == to.charAt(column - 1) ? 0 : 1);
      row[column] = Math.min(replaced, 1 + Math.min(above[column], row[column - 1]));
    }
    return row;
  }
}
