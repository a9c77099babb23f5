package io.tabella.it.benchmarks.jms;

import io.tabella.it.benchmarks.measure.Crowd;
import io.tabella.it.benchmarks.plain.Setup;
import io.tabella.it.benchmarks.plain.Work;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * What is measured, each with the rows that it has to write.
 *
 * @param id its name in the program's arguments
 * @param title what it is, for people
 * @param setup of the plain JDBC that it is compared to; null for the best
 * @param atOnce plain JDBC with no more messages on their way at once than the case has; null where
 *     that says nothing, or where it is the setup already
 */
public record JmsCase(
    String id, String title, Work work, @Nullable Setup setup, @Nullable Setup atOnce, Run run) {

  /** The one with a goal for its ratio. */
  public static final String SEND_64 = "send-64";

  /** The one with a goal for its rate. */
  public static final String PAIRS_8 = "pairs-8";

  private static final int PAIRS = 8;
  private static final int FILLERS = 4;
  private static final Commits FILLING = Commits.transacted(250);

  /** Messages in a second. */
  public interface Run {

    /** Measures, on a queue that is empty or filled. */
    double rate(Target target, Scale scale) throws Exception;
  }

  /** All of them. */
  public static List<JmsCase> all() {
    return List.of(
        new JmsCase(
            "send-1",
            "1 sender",
            Work.INSERT,
            new Setup(1, 1),
            null,
            (target, scale) -> send(target, scale, 1, Commits.AUTO)),
        new JmsCase(
            "send-16",
            "16 senders",
            Work.INSERT,
            null,
            new Setup(1, 16),
            (target, scale) -> send(target, scale, 16, Commits.AUTO)),
        new JmsCase(
            SEND_64,
            "64 senders",
            Work.INSERT,
            null,
            new Setup(1, 64),
            (target, scale) -> send(target, scale, 64, Commits.AUTO)),
        new JmsCase(
            "send-100",
            "1 sender, transactions of 100",
            Work.INSERT,
            new Setup(1, 100),
            null,
            (target, scale) -> send(target, scale, 1, Commits.transacted(100))),
        new JmsCase(
            PAIRS_8,
            "8 senders + 8 receivers",
            Work.INSERT_DELETE,
            null,
            new Setup(1, PAIRS),
            (target, scale) -> pairs(target, scale, Commits.AUTO)),
        new JmsCase(
            "pairs-8-transacted",
            "8 senders + 8 receivers, transactions of 1",
            Work.INSERT_DELETE,
            null,
            new Setup(1, PAIRS),
            (target, scale) -> pairs(target, scale, Commits.transacted(1))),
        new JmsCase(
            "drain-1",
            "1 receiver drains a backlog",
            Work.DRAIN,
            null,
            null,
            (target, scale) -> drain(target, scale, 1, Commits.AUTO)),
        new JmsCase(
            "drain-8",
            "8 receivers drain a backlog",
            Work.DRAIN,
            null,
            null,
            (target, scale) -> drain(target, scale, 8, Commits.AUTO)),
        new JmsCase(
            "drain-100",
            "1 receiver drains a backlog, transactions of 100",
            Work.DRAIN,
            new Setup(1, 100),
            null,
            (target, scale) -> drain(target, scale, 1, Commits.transacted(100))));
  }

  /** Messages in a second. The queue is empty before. */
  public double measure(Database database, Scale scale) throws Exception {
    if (work == Work.DRAIN) {
      fill(database, scale.backlog());
    }
    // Another node than the one that has sent: what waits has to be claimed.
    try (Target target = database.open()) {
      return run.rate(target, scale);
    }
  }

  private static void fill(Database database, int backlog) throws Exception {
    try (Target target = database.open()) {
      Crowd.rateOfAll(target.senders(FILLERS, FILLING, new AtomicInteger(backlog)));
    }
  }

  private static double send(Target target, Scale scale, int senders, Commits commits)
      throws Exception {
    return Crowd.rate(target.senders(senders, commits), scale.pace());
  }

  /** What is received counts. */
  private static double pairs(Target target, Scale scale, Commits commits) throws Exception {
    try (Crowd senders = Crowd.start(target.senders(PAIRS, commits))) {
      return Crowd.rate(target.receivers(PAIRS, commits), scale.pace());
    }
  }

  private static double drain(Target target, Scale scale, int receivers, Commits commits)
      throws Exception {
    AtomicInteger left = new AtomicInteger(scale.backlog());
    return Crowd.rateOfAll(target.receivers(receivers, commits, left));
  }
}
