package io.tabella.samples.quickstart;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/**
 * The 10,000 orders of a day. Each day has the same ones, with numbers that go on: after order
 * 10,000 comes order 10,001, which is line 1 again.
 *
 * @param lines the orders, without the line of headings
 */
record OrderFile(List<String> lines) {

  static OrderFile read() {
    InputStream file = OrderFile.class.getResourceAsStream("orders.csv");
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(Objects.requireNonNull(file), StandardCharsets.UTF_8))) {
      return new OrderFile(reader.lines().skip(1).toList());
    } catch (IOException e) {
      throw new UncheckedIOException("orders.csv cannot be read", e);
    }
  }

  /** The order with a number; the first is 1. */
  String order(int number) {
    return lines.get((number - 1) % lines.size());
  }

  /** The last number of the day that the order behind this one belongs to. */
  int lastOfDayAfter(int number) {
    return (number / lines.size() + 1) * lines.size();
  }
}
