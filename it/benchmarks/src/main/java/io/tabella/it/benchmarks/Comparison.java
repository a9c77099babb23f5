package io.tabella.it.benchmarks;

import io.tabella.it.benchmarks.jms.JmsCase;
import io.tabella.it.benchmarks.plain.Setup;
import io.tabella.it.benchmarks.report.Rates;
import io.tabella.it.benchmarks.report.TextTable;

/**
 * A case beside its ceiling.
 *
 * @param setup of plain JDBC
 */
record Comparison(JmsCase jmsCase, Setup setup, Rates plain, Rates tabella) {

  static TextTable table() {
    return new TextTable("case", "messages/s", "from", "to", "plain JDBC", "with", "ratio", "goal");
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
        goal);
  }
}
