package io.tabella.it.benchmarks;

import io.tabella.it.benchmarks.plain.Search;
import io.tabella.it.benchmarks.plain.Setup;
import io.tabella.it.benchmarks.plain.Work;
import io.tabella.it.benchmarks.report.TextTable;
import java.util.List;
import java.util.stream.Stream;

/**
 * What was found about plain JDBC on one database.
 *
 * @param all one for each kind of work
 */
record Searches(List<Search> all) {

  Search.Found best(Work work) {
    return all.stream()
        .filter(search -> search.work() == work)
        .map(Search::best)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("Nothing was searched for " + work));
  }

  /** The best of each kind of work. */
  TextTable bestTable() {
    TextTable table = new TextTable("rows of a message", "messages/s", "best setup");
    for (Search search : all) {
      Search.Found best = search.best();
      table.add(search.work().rows(), TextTable.number(best.rate()), best.setup().toString());
    }
    return table;
  }

  /** All setups that were tried for a kind of work, one batch size in a row. */
  static TextTable table(Search search) {
    String[] writers =
        Search.WRITERS.stream().map(count -> "writers: " + count).toArray(String[]::new);
    TextTable table = new TextTable(row("batch", writers));
    for (int batch : Search.BATCHES) {
      String[] rates =
          Search.WRITERS.stream()
              .map(count -> TextTable.number(search.rate(new Setup(count, batch))))
              .toArray(String[]::new);
      table.add(row(Integer.toString(batch), rates));
    }
    return table;
  }

  private static String[] row(String first, String[] others) {
    return Stream.concat(Stream.of(first), Stream.of(others)).toArray(String[]::new);
  }
}
