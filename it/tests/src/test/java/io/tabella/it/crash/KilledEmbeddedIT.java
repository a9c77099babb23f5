package io.tabella.it.crash;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tabella.it.kit.Databases;
import io.tabella.it.kit.Eventually;
import io.tabella.it.kit.NodeProcess;
import jakarta.jms.JMSException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;

/** A JVM with an embedded database is killed with -9; the next one opens the same file. */
class KilledEmbeddedIT {

  private static final int KILLS = 3;
  private static final int THREADS = 4;

  @Test
  void whatWasCommittedIsThereAndNothingElse() throws Exception {
    try (Cluster cluster = new Cluster(Databases.H2.create("killed_embedded"))) {
      List<NodeProcess> victims = new ArrayList<>();
      for (int i = 0; i < KILLS; i++) {
        victims.add(cluster.sender(THREADS, "orders", "invoices"));
        awaitCommits(victims.get(i), ThreadLocalRandom.current().nextInt(1, 300));
        victims.get(i).kill();
      }

      List<String> orders = cluster.drain("orders");
      Sent.by(victims).assertKept(orders);
      Sent.assertSame(orders, cluster.drain("invoices"));
    }
  }

  @Test
  void aSecondJvmIsToldThatTheFileIsOpenAndLosesNothing() throws Exception {
    try (Cluster cluster = new Cluster(Databases.H2.create("open_elsewhere"))) {
      NodeProcess holder = cluster.sender(THREADS, "orders");
      awaitCommits(holder, 1);
      assertThatThrownBy(cluster::connect)
          .isInstanceOf(JMSException.class)
          .hasMessageContaining("already in use");
      holder.send("stop");
      holder.awaitLine("finished"::equals, Eventually.LIMIT);
      holder.kill();

      Sent.by(List.of(holder)).assertKept(cluster.drain("orders"));
    }
  }

  private static void awaitCommits(NodeProcess sender, int count) {
    Eventually.eventually(
        () -> "it has committed " + count + " transactions",
        () -> Sent.by(List.of(sender)).committed().size() >= count);
  }
}
