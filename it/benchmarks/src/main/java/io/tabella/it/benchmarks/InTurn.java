package io.tabella.it.benchmarks;

import io.tabella.it.benchmarks.report.Rates;
import io.tabella.it.benchmarks.report.TextTable;
import java.util.function.Consumer;

/** Measures things beside one another in turn, because a machine is not the same all the time. */
final class InTurn {

  private final Server server;
  private final int rounds;
  private final Consumer<String> progress;
  private final TextTable table;

  /** One thing that is measured. */
  record Side(String title, Run run) {}

  /** Measures messages in a second. */
  interface Run {
    double rate() throws Exception;
  }

  /**
   * Nothing yet.
   *
   * @param titles of what is measured, and of what it is compared to
   */
  InTurn(Server server, int rounds, Consumer<String> progress, String... titles) {
    this.server = server;
    this.rounds = rounds;
    this.progress = progress;
    this.table = new TextTable(titles[0], "messages/s", titles[1], "messages/s", "ratio");
  }

  void compare(Side one, Side other) throws Exception {
    progress.accept(one.title());
    Rates rates = new Rates();
    Rates otherRates = new Rates();
    for (int round = 0; round < rounds; round++) {
      rates.add(one.run().rate());
      server.empty();
      otherRates.add(other.run().rate());
      server.empty();
    }
    table.add(
        one.title(),
        TextTable.number(rates.median()),
        other.title(),
        TextTable.number(otherRates.median()),
        TextTable.ratio(rates.median() / otherRates.median()));
  }

  TextTable table() {
    return table;
  }
}
