package io.tabella.it.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.tabella.it.kit.Databases;
import io.tabella.it.kit.Eventually;
import io.tabella.it.kit.NodeProcess;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * JVMs that send the same messages with duplicate identifiers, two at a time, are killed with -9
 * and begin again.
 */
class KilledResenderIT {

  private static final int KILLS = 3;
  private static final int MESSAGES = 3_000;

  @Test
  void whatIsSentAgainAfterACrashOrByAnotherIsThereOnce() throws Exception {
    try (Cluster cluster = new Cluster(Databases.MYSQL.create("killed_resender"))) {
      for (int i = 0; i < KILLS; i++) {
        NodeProcess one = cluster.resender(MESSAGES, "orders", "invoices");
        NodeProcess other = cluster.resender(MESSAGES, "invoices", "orders");
        killAtAnyMoment(one);
        killAtAnyMoment(other);
      }
      NodeProcess last = cluster.resender(MESSAGES, "orders", "invoices");
      last.awaitLine("finished"::equals, Eventually.LIMIT);
      last.kill();

      List<String> all = IntStream.range(0, MESSAGES).mapToObj(Integer::toString).toList();
      assertThat(cluster.drain("orders")).containsExactlyInAnyOrderElementsOf(all);
      assertThat(cluster.drain("invoices")).containsExactlyInAnyOrderElementsOf(all);
      cluster.assertEmpty();
    }
  }

  private static void killAtAnyMoment(NodeProcess victim) {
    int moment = ThreadLocalRandom.current().nextInt(1, MESSAGES / 10);
    Eventually.eventually(
        () -> "it has committed",
        () ->
            victim.lines().stream().filter(line -> line.startsWith("committed")).count() >= moment);
    victim.kill();
  }
}
