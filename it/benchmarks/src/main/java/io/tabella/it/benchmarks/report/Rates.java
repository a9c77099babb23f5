package io.tabella.it.benchmarks.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The same figure, measured several times. Not for several threads. */
public final class Rates {

  private final List<Double> values = new ArrayList<>();

  public void add(double rate) {
    values.add(rate);
    Collections.sort(values);
  }

  /** Whether it was not measured. */
  public boolean isEmpty() {
    return values.isEmpty();
  }

  /** The one in the middle, or the mean of the two there. */
  public double median() {
    int size = values.size();
    return (values.get((size - 1) / 2) + values.get(size / 2)) / 2;
  }

  public double lowest() {
    return values.get(0);
  }

  public double highest() {
    return values.get(values.size() - 1);
  }
}
