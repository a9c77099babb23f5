package io.tabella.it.benchmarks;

import io.tabella.it.benchmarks.jms.JmsCase;
import io.tabella.it.benchmarks.report.TextTable;
import java.util.Optional;

/**
 * What is to be reached.
 *
 * @param rate messages in a second, or 0
 * @param ratio to plain JDBC, or 0
 */
record Goal(double rate, double ratio) {

  static Optional<Goal> of(Product product, JmsCase jmsCase) {
    if (product == Product.MYSQL && jmsCase.id().equals(JmsCase.SEND_64)) {
      return Optional.of(new Goal(0, 0.5));
    }
    if (jmsCase.id().equals(JmsCase.PAIRS_8)) {
      return Optional.of(new Goal(product == Product.MYSQL ? 3_000 : 5_000, 0));
    }
    return Optional.empty();
  }

  /** The goal, and whether it is reached. */
  String verdict(double reachedRate, double reachedRatio) {
    String goal = rate > 0 ? TextTable.number(rate) + "/s" : TextTable.ratio(ratio);
    boolean reached = reachedRate >= rate && reachedRatio >= ratio;
    return goal + (reached ? " reached" : " MISSED");
  }
}
