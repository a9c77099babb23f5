package io.tabella.it.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.tabella.it.crash.role.Mode;
import io.tabella.it.kit.Databases;
import io.tabella.it.kit.NodeProcess;
import java.util.List;
import org.junit.jupiter.api.Test;

class CompetingConsumersIT {

  private static final int MESSAGES = 3_000;

  @Test
  void threeJvmsShareTheMessagesAndEachIsHandledOnce() throws Exception {
    try (Cluster cluster = new Cluster(Databases.MYSQL.create("competing"), "prefetch=50")) {
      List<NodeProcess> jvms =
          List.of(
              cluster.receiver("orders", Mode.AUTO, 1),
              cluster.receiver("orders", Mode.CLIENT, 2),
              cluster.receiver("orders", Mode.TRANSACTED, 2));
      List<String> sent = cluster.send("orders", MESSAGES);
      cluster.assertEmpty();

      List<String> handled = jvms.stream().flatMap(jvm -> Received.by(jvm).ids().stream()).toList();
      assertThat(handled).containsExactlyInAnyOrderElementsOf(sent);
      assertThat(jvms).allMatch(jvm -> !Received.by(jvm).receipts().isEmpty());
    }
  }
}
