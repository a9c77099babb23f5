package io.tabella.it.crash;

import io.tabella.it.kit.Databases;
import io.tabella.it.kit.Eventually;
import io.tabella.it.kit.NodeProcess;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;

/** A sender's JVM is killed with -9 while its transactions commit. */
class KilledSenderIT {

  private static final int KILLS = 4;
  private static final int THREADS = 4;

  @Test
  void everyCommitThatReturnedIsThereAndNoTransactionIsThereInPart() throws Exception {
    try (Cluster cluster = new Cluster(Databases.MYSQL.create("killed_sender"))) {
      List<NodeProcess> victims = new ArrayList<>();
      for (int i = 0; i < KILLS; i++) {
        victims.add(cluster.sender(THREADS, "orders", "invoices"));
        killAtAnyMoment(victims.get(i));
      }

      List<String> orders = cluster.drain("orders");
      List<String> invoices = cluster.drain("invoices");
      Sent.by(victims).assertKept(orders);
      Sent.assertSame(orders, invoices);
      cluster.assertEmpty();
    }
  }

  private static void killAtAnyMoment(NodeProcess victim) {
    int moment = ThreadLocalRandom.current().nextInt(1, 300);
    Eventually.eventually(() -> "it has committed", () -> committed(victim) >= moment);
    victim.kill();
  }

  private static int committed(NodeProcess victim) {
    return Sent.by(List.of(victim)).committed().size();
  }
}
