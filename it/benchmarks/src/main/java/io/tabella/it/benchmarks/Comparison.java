package io.tabella.it.benchmarks;

import io.tabella.it.benchmarks.jms.JmsCase;
import io.tabella.it.benchmarks.plain.Setup;
import io.tabella.it.benchmarks.report.Rates;
import io.tabella.it.benchmarks.report.TextTable;

/**
 * A case beside its ceiling.
 *
 * @param setup of plain JDBC
 * @param atOnce of plain JDBC that waits as often as the case does; empty for a case without it
 */
record Comparison(JmsCase jmsCase, Setup setup, Rates plain, Rates atOnce, Rates tabella) {

  Comparison(JmsCase jmsCase, Setup setup) {
    this(jmsCase, setup, new Rates(), new Rates(), new Rates());
  }

  static TextTable table() {
    return new TextTable(
        "case",
        "messages/s",
        "from",
        "to",
        "plain JDBC",
        "with",
        "ratio",
        "with as many at once",
        "ratio",
        "goal");
  }

  void addTo(TextTable table, Product product) {
    double ratio = tabella.median() / plain.median();
    String goal = Goal.of(product, jmsCase).map(g -> g.verdict(tabella.median(), ratio)).orElse("");
    table.add(
        jmsCase.title(),
        TextTable.number(tabella.median()),
        TextTable.number(tabella.lowest()),
        TextTable.number(tabella.highest()),
        TextTable.number(plain.median()),
        setup.toString(),
        TextTable.ratio(ratio),
        atOnce.isEmpty() ? "" : TextTable.number(atOnce.median()),
        atOnce.isEmpty() ? "" : TextTable.ratio(tabella.median() / atOnce.median()),
        goal);
  }
}
