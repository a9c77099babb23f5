package io.tabella.it.benchmarks;

import io.tabella.extension.TabellaProperties;
import io.tabella.it.benchmarks.InTurn.Side;
import io.tabella.it.benchmarks.jms.Commits;
import io.tabella.it.benchmarks.jms.Labels;
import io.tabella.it.benchmarks.jms.Scale;
import io.tabella.it.benchmarks.jms.Target;
import io.tabella.it.benchmarks.measure.Crowd;
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
  private final InTurn turns;

  FeatureSuite(Server server, Scale scale, int rounds, Consumer<String> progress) {
    this.server = server;
    this.scale = scale;
    this.turns = new InTurn(server, rounds, progress, "feature", "without it");
  }

  TextTable measure() throws Exception {
    Side drain = new Side("1 receiver drains", () -> drain(1, Labels.NONE));
    Side drainTogether =
        new Side(RECEIVERS + " receivers drain", () -> drain(RECEIVERS, Labels.NONE));
    Side send = new Side(SENDERS + " senders", () -> send(Labels.NONE));
    String run = UUID.randomUUID() + " ";
    turns.compare(
        new Side("1 receiver selects 1 in " + ONE_IN + ", all count", this::select), drain);
    turns.compare(
        new Side(
            RECEIVERS + " receivers drain " + GROUPS + " groups",
            () ->
                drain(
                    RECEIVERS,
                    (message, number) ->
                        message.setStringProperty("JMSXGroupID", "group " + number % GROUPS))),
        drainTogether);
    turns.compare(
        new Side(
            SENDERS + " senders, duplicate identifiers",
            () ->
                send(
                    (message, number) ->
                        message.setStringProperty(TabellaProperties.DUPLICATE_ID, run + number))),
        send);
    turns.compare(
        new Side(SENDERS + " senders, last values of " + KEYS + " keys", this::sendLastValues),
        send);
    return turns.table();
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
