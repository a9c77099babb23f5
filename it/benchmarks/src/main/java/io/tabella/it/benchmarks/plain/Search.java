package io.tabella.it.benchmarks.plain;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The rates of plain JDBC with different setups, to find the best. One thread.
 *
 * @param rates in the order in which they were found
 */
public record Search(Work work, List<Found> rates) {

  /** How many writers are tried. */
  public static final List<Integer> WRITERS = List.of(1, 2, 4);

  /** How large batches are tried. */
  public static final List<Integer> BATCHES = List.of(1, 10, 100, 250, 500, 1_000);

  /** A setup's rate in messages in a second. */
  public record Found(Setup setup, double rate) {}

  /** At the beginning. */
  public Search(Work work) {
    this(work, new ArrayList<>());
  }

  /** All that are tried. */
  public static List<Setup> setups() {
    return BATCHES.stream()
        .flatMap(batch -> WRITERS.stream().map(writers -> new Setup(writers, batch)))
        .toList();
  }

  /** Notes a rate. */
  public void add(Setup setup, double rate) {
    rates.add(new Found(setup, rate));
  }

  /** What was noted. */
  public double rate(Setup setup) {
    return rates.stream()
        .filter(found -> found.setup().equals(setup))
        .findFirst()
        .orElseThrow()
        .rate();
  }

  /** The setup with the highest rate. */
  public Found best() {
    return rates.stream().max(Comparator.comparingDouble(Found::rate)).orElseThrow();
  }
}
