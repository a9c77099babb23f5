package io.tabella.it.benchmarks.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A table in Markdown, with columns that line up when read as it is. Not for several threads. */
public final class TextTable {

  private final List<List<String>> rows = new ArrayList<>();

  /** A table with these headings; all columns but the first hold figures. */
  public TextTable(String... headings) {
    rows.add(List.of(headings));
  }

  /** Adds a row: a text for each column. */
  public void add(String... cells) {
    rows.add(List.of(cells));
  }

  /** A rate as a whole number. */
  public static String number(double value) {
    return String.format(Locale.ROOT, "%,.0f", value);
  }

  /** A ratio with two digits. */
  public static String ratio(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }

  @Override
  public String toString() {
    int[] widths =
        IntStream.range(0, rows.get(0).size())
            .map(column -> rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0))
            .toArray();
    StringBuilder text = new StringBuilder(line(rows.get(0), widths));
    text.append(rule(widths));
    rows.stream().skip(1).forEach(row -> text.append(line(row, widths)));
    return text.toString();
  }

  private static String line(List<String> row, int[] widths) {
    return IntStream.range(0, widths.length)
        .mapToObj(column -> cell(row.get(column), widths[column], column))
        .collect(Collectors.joining(" | ", "| ", " |\n"));
  }

  private static String cell(String text, int width, int column) {
    String padding = " ".repeat(width - text.length());
    return column == 0 ? text + padding : padding + text;
  }

  private static String rule(int[] widths) {
    return IntStream.range(0, widths.length)
        .mapToObj(column -> "-".repeat(widths[column] + 1) + (column == 0 ? "-" : ":"))
        .collect(Collectors.joining("|", "|", "|\n"));
  }
}
