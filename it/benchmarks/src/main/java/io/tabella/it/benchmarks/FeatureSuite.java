package io.tabella.it.benchmarks;

import io.tabella.extension.TabellaProperties;
import io.tabella.it.benchmarks.jms.Commits;
import io.tabella.it.benchmarks.jms.Labels;
import io.tabella.it.benchmarks.jms.Scale;
import io.tabella.it.benchmarks.jms.Target;
import io.tabella.it.benchmarks.measure.Crowd;
import io.tabella.it.benchmarks.report.Rates;
import io.tabella.it.benchmarks.report.TextTable;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** Measures what a queue's features cost: each beside the same without it, in turn. One thread. */
final class FeatureSuite {

  /** How many steps of progress it takes. */
  static final int STEPS = 4;

  private static final int ONE_IN = 100;
  private static final int GROUPS = 1_000;
  private static final int KEYS = 1_000;
  private static final int SENDERS = 16;
  private static final int RECEIVERS = 8;
  private static final int FILLERS = 4;
  private static final Commits FILLING = Commits.transacted(250);

  private final Server server;
  private final Scale scale;
  private final int rounds;
  private final Consumer<String> progress;
  private final TextTable table =
      new TextTable("feature", "messages/s", "without it", "messages/s", "ratio");

  /** Messages in a second. */
  private interface Run {
    double rate() throws Exception;
  }

  FeatureSuite(Server server, Scale scale, int rounds, Consumer<String> progress) {
    this.server = server;
    this.scale = scale;
    this.rounds = rounds;
    this.progress = progress;
  }

  TextTable measure() throws Exception {
    compare(
        "1 receiver selects 1 in " + ONE_IN + ", all count",
        this::select,
        "1 receiver drains",
        () -> drain(1, Labels.NONE));
    compare(
        RECEIVERS + " receivers drain " + GROUPS + " groups",
        () ->
            drain(
                RECEIVERS,
                (message, number) ->
                    message.setStringProperty("JMSXGroupID", "group " + number % GROUPS)),
        RECEIVERS + " receivers drain",
        () -> drain(RECEIVERS, Labels.NONE));
    String run = UUID.randomUUID() + " ";
    compare(
        SENDERS + " senders, duplicate identifiers",
        () ->
            send(
                (message, number) ->
                    message.setStringProperty(TabellaProperties.DUPLICATE_ID, run + number)),
        SENDERS + " senders",
        () -> send(Labels.NONE));
    compare(
        SENDERS + " senders, last values of " + KEYS + " keys",
        this::sendLastValues,
        SENDERS + " senders",
        () -> send(Labels.NONE));
    return table;
  }

  private void compare(String feature, Run with, String plain, Run without) throws Exception {
    progress.accept(feature);
    Rates rates = new Rates();
    Rates plainRates = new Rates();
    for (int round = 0; round < rounds; round++) {
      rates.add(with.rate());
      server.empty();
      plainRates.add(without.rate());
      server.empty();
    }
    table.add(
        feature,
        TextTable.number(rates.median()),
        plain,
        TextTable.number(plainRates.median()),
        TextTable.ratio(rates.median() / plainRates.median()));
  }

  private void fill(Labels labels) throws Exception {
    try (Target target = server.forTabella().open()) {
      AtomicInteger left = new AtomicInteger(scale.backlog());
      Crowd.rateOfAll(target.senders(FILLERS, FILLING, left, labels));
    }
  }

  /** What is looked at counts, not what is received. */
  private double select() throws Exception {
    fill((message, number) -> message.setIntProperty("n", number % ONE_IN));
    try (Target target = server.forTabella().open()) {
      AtomicInteger left = new AtomicInteger(scale.backlog() / ONE_IN);
      return ONE_IN * Crowd.rateOfAll(target.receivers(1, Commits.AUTO, left, "n = 0"));
    }
  }

  private double drain(int receivers, Labels labels) throws Exception {
    fill(labels);
    try (Target target = server.forTabella().open()) {
      AtomicInteger left = new AtomicInteger(scale.backlog());
      return Crowd.rateOfAll(target.receivers(receivers, Commits.AUTO, left));
    }
  }

  private double send(Labels labels) throws Exception {
    try (Target target = server.forTabella().open()) {
      AtomicInteger left = new AtomicInteger(Integer.MAX_VALUE);
      return Crowd.rate(target.senders(SENDERS, Commits.AUTO, left, labels), scale.pace());
    }
  }

  private double sendLastValues() throws Exception {
    try (Target target = server.forTabella().open()) {
      target.set("lastValueKey", "key");
    }
    try {
      return send((message, number) -> message.setIntProperty("key", number % KEYS));
    } finally {
      try (Target target = server.forTabella().open()) {
        target.set("lastValueKey", "");
      }
    }
  }
}
