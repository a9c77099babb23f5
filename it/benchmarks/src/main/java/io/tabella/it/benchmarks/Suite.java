package io.tabella.it.benchmarks;

import io.tabella.it.benchmarks.jms.JmsCase;
import io.tabella.it.benchmarks.plain.Ceiling;
import io.tabella.it.benchmarks.plain.Search;
import io.tabella.it.benchmarks.plain.Setup;
import io.tabella.it.benchmarks.plain.Work;
import io.tabella.it.benchmarks.report.Progress;
import io.tabella.it.benchmarks.report.TextTable;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** All that is measured on one database. One thread. */
final class Suite {

  private static final int BATCHES_IN_SEARCH = 200;

  private final Options options;
  private final Options.Effort effort;
  private final Server server;
  private final Ceiling ceiling;
  private final Progress progress;

  Suite(Options options, Server server, Ceiling ceiling, Progress progress) {
    this.options = options;
    this.effort = options.effort();
    this.server = server;
    this.ceiling = ceiling;
    this.progress = progress;
  }

  /** How many steps of progress a suite takes. */
  static int steps(Options options) {
    int searched = works(options).size() * Search.setups().size();
    int measured = options.jmsCases().size() * options.effort().rounds();
    return searched + measured + (options.memory() ? 1 : 0) + beside(options);
  }

  private static int beside(Options options) {
    return (options.features() ? FeatureSuite.STEPS : 0)
        + (options.joined() ? JoinSuite.STEPS : 0)
        + (options.topics() ? 1 : 0)
        + (options.backlog() ? 1 : 0);
  }

  /** Measures, and tells in Markdown. */
  String run() throws Exception {
    StringBuilder text = new StringBuilder();
    text.append("## " + server.product().title() + "\n\n" + server.description() + "\n\n");
    Searches searches = search();
    if (!searches.all().isEmpty()) {
      text.append(section("Tabella", compare(searches)));
      text.append(section("Plain JDBC at its best", searches.bestTable()));
    }
    if (options.features()) {
      text.append(section("What features cost", features()));
    }
    if (options.joined()) {
      text.append(section("Rows and messages in one transaction", joined()));
    }
    if (options.topics()) {
      text.append(section("Topics", topics()));
    }
    if (options.backlog()) {
      text.append(section("A topic's subscriber stays away (heap of 256 MB)", backlog()));
    }
    if (options.memory()) {
      text.append(section("Memory of a node with a heap of 256 MB", memory()));
    }
    for (Search search : searches.all()) {
      text.append(section("Plain JDBC: " + search.work().rows(), Searches.table(search)));
    }
    return text.toString();
  }

  private Searches search() throws Exception {
    List<Search> all = new ArrayList<>();
    for (Work work : works(options)) {
      Search search = new Search(work);
      for (Setup setup : Search.setups()) {
        tell("plain JDBC, " + work.rows() + ", " + setup);
        search.add(setup, ceiling.rate(work, setup, effort.search(), searchBacklog(setup)));
      }
      all.add(search);
    }
    return new Searches(all);
  }

  private TextTable compare(Searches searches) throws Exception {
    TextTable table = Comparison.table();
    for (JmsCase jmsCase : options.jmsCases()) {
      compare(jmsCase, setup(jmsCase, searches)).addTo(table, server.product());
    }
    return table;
  }

  /** In turn, because the machine is not the same all the time. */
  private Comparison compare(JmsCase jmsCase, Setup setup) throws Exception {
    Comparison comparison = new Comparison(jmsCase, setup);
    for (int round = 1; round <= effort.rounds(); round++) {
      tell(jmsCase.title() + ", round " + round + " of " + effort.rounds());
      comparison.plain().add(plain(jmsCase, setup));
      Setup atOnce = jmsCase.atOnce();
      if (atOnce != null) {
        comparison.atOnce().add(plain(jmsCase, atOnce));
      }
      server.empty();
      comparison.tabella().add(jmsCase.measure(server.forTabella(), effort.scale()));
      server.empty();
    }
    return comparison;
  }

  private double plain(JmsCase jmsCase, Setup setup) throws Exception {
    return ceiling.rate(jmsCase.work(), setup, effort.scale().pace(), effort.scale().backlog());
  }

  private TextTable backlog() throws Exception {
    tell("a topic's subscriber stays away");
    return TopicSuite.measureBacklog(server.forTabella(), effort.memoryStep());
  }

  private TextTable features() throws Exception {
    return new FeatureSuite(server, effort.scale(), effort.rounds(), this::tell).measure();
  }

  private TextTable joined() throws Exception {
    return new JoinSuite(server, effort.scale(), effort.rounds(), this::tell).measure();
  }

  private TextTable topics() throws Exception {
    tell("topics");
    return new TopicSuite(server.forTabella(), effort.scale().pace(), effort.rounds()).measure();
  }

  private TextTable memory() throws Exception {
    tell("memory while messages wait");
    TextTable table = Memory.measure(server.forTabella(), effort.memoryStep());
    server.empty();
    return table;
  }

  private static Setup setup(JmsCase jmsCase, Searches searches) {
    Setup given = jmsCase.setup();
    return given != null ? given : searches.best(jmsCase.work()).setup();
  }

  /** What the cases do, and the whole life of a message that waits if one of them drains. */
  private static Set<Work> works(Options options) {
    Set<Work> works = EnumSet.noneOf(Work.class);
    options.jmsCases().forEach(jmsCase -> works.add(jmsCase.work()));
    if (works.contains(Work.DRAIN)) {
      works.add(Work.INSERT_UPDATE_DELETE);
    }
    return works;
  }

  /** Small batches are slow, and some of them tell enough. */
  private int searchBacklog(Setup setup) {
    int some = setup.writers() * setup.batch() * BATCHES_IN_SEARCH;
    return Math.min(effort.scale().backlog() / 2, some);
  }

  private static String section(String title, TextTable table) {
    return "### " + title + "\n\n" + table + "\n";
  }

  private void tell(String what) {
    progress.next(server.product().title() + ": " + what);
  }
}
