package io.tabella.it.benchmarks;

import io.tabella.it.benchmarks.jms.Commits;
import io.tabella.it.benchmarks.jms.Database;
import io.tabella.it.benchmarks.jms.Receiver;
import io.tabella.it.benchmarks.jms.TopicTarget;
import io.tabella.it.benchmarks.measure.Crowd;
import io.tabella.it.benchmarks.measure.Pace;
import io.tabella.it.benchmarks.report.Rates;
import io.tabella.it.benchmarks.report.TextTable;
import io.tabella.it.kit.NodeCommand;
import io.tabella.it.kit.NodeProcess;
import java.time.Duration;
import java.util.List;

/** Measures topics with few and many durable subscribers. One thread. */
final class TopicSuite {

  private static final List<Integer> SUBSCRIBERS = List.of(1, 10, 100);
  private static final Commits PUBLISHING = Commits.transacted(20);
  private static final Duration LIMIT = Duration.ofMinutes(2);

  private final Database database;
  private final Pace pace;
  private final int rounds;

  TopicSuite(Database database, Pace pace, int rounds) {
    this.database = database;
    this.pace = pace;
    this.rounds = rounds;
  }

  /** What publishing costs while subscribers are away, and what they take while it goes on. */
  TextTable measure() throws Exception {
    TextTable table =
        new TextTable(
            "durable subscribers",
            "published/s, all away",
            "to 1",
            "deliveries/s, one JVM",
            "deliveries/s, two JVMs");
    double first = 0;
    for (int count : SUBSCRIBERS) {
      Rates published = new Rates();
      Rates together = new Rates();
      Rates apart = new Rates();
      for (int round = 0; round < rounds; round++) {
        published.add(publish(count));
        together.add(deliver(count));
        if (count > 1) {
          apart.add(deliverInTwo(count));
        }
      }
      first = first == 0 ? published.median() : first;
      table.add(
          Integer.toString(count),
          TextTable.number(published.median()),
          TextTable.ratio(published.median() / first),
          TextTable.number(together.median()),
          apart.isEmpty() ? "" : TextTable.number(apart.median()));
    }
    return table;
  }

  private double publish(int count) throws Exception {
    try (TopicTarget target = TopicTarget.open(database, "here")) {
      closeAll(target.subscribers(count));
      double rate = Crowd.rate(target.publishers(1, PUBLISHING), pace);
      target.unsubscribe(count);
      return rate;
    }
  }

  private double deliver(int count) throws Exception {
    try (TopicTarget target = TopicTarget.open(database, "here")) {
      double rate;
      List<Receiver> subscribers = target.subscribers(count);
      try (Crowd publishers = Crowd.start(target.publishers(1, PUBLISHING))) {
        rate = Crowd.rate(subscribers, pace);
      }
      target.unsubscribe(count);
      return rate;
    }
  }

  /** Half of them here, with the publisher, half in another JVM; what both take. */
  private double deliverInTwo(int count) throws Exception {
    NodeCommand command =
        NodeCommand.of(TopicNode.class)
            .withHeapMegabytes(512)
            .withArguments(
                database.url(),
                database.user(),
                database.password(),
                Integer.toString(count / 2),
                Long.toString(pace.warmUp().toMillis()),
                Long.toString(pace.measured().toMillis()));
    try (NodeProcess other = command.start();
        TopicTarget target = TopicTarget.open(database, "here")) {
      other.awaitLine("ready"::equals, LIMIT);
      List<Receiver> subscribers = target.subscribers(count - count / 2);
      double here;
      String there;
      try (Crowd publishers = Crowd.start(target.publishers(1, PUBLISHING))) {
        other.send("begin");
        here = Crowd.rate(subscribers, pace);
        there = other.awaitLine(line -> line.startsWith("rate "), LIMIT);
      }
      other.awaitLine("end"::equals, LIMIT);
      target.unsubscribe(count - count / 2);
      return here + Double.parseDouble(there.substring("rate ".length()));
    }
  }

  /** What a node with a small heap does while a subscriber stays away, and when it comes back. */
  static TextTable measureBacklog(Database database, int step) throws InterruptedException {
    NodeCommand command =
        NodeCommand.of(TopicBacklogNode.class)
            .withHeapMegabytes(256)
            .withArguments(
                database.url(), database.user(), database.password(), Integer.toString(step));
    TextTable table = new TextTable("messages that wait", "messages/s", "heap in use, MB");
    try (NodeProcess node = command.start()) {
      for (String line = next(node); !line.equals("end"); line = next(node)) {
        String[] words = line.split(" ", 4);
        boolean drained = words[1].equals("0");
        table.add(
            drained ? "0, caught up" : TextTable.number(Double.parseDouble(words[1])),
            TextTable.number(Double.parseDouble(words[2])),
            TextTable.number(Double.parseDouble(words[3]) / (1 << 20)));
      }
    }
    return table;
  }

  private static String next(NodeProcess node) throws InterruptedException {
    return node.awaitLine(
        line -> line.equals("end") || line.startsWith("waiting "), Duration.ofMinutes(15));
  }

  private static void closeAll(List<Receiver> receivers) throws Exception {
    for (Receiver receiver : receivers) {
      receiver.close();
    }
  }
}
