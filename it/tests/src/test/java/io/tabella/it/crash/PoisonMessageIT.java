package io.tabella.it.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.tabella.it.crash.role.Mode;
import io.tabella.it.kit.Databases;
import io.tabella.it.kit.Eventually;
import io.tabella.it.kit.NodeProcess;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A message halts every JVM that is given it. */
class PoisonMessageIT {

  private static final int MAX_DELIVERIES = 3;
  private static final List<String> BEFORE = List.of("a", "b", "c");
  private static final List<String> BEHIND = List.of("d", "e", "f", "g");

  @Test
  void itGoesToTheDeadLetterQueueAndItsNeighboursAreDelivered() throws Exception {
    try (Cluster cluster =
        new Cluster(Databases.MYSQL.create("poison"), "maxDeliveries=" + MAX_DELIVERIES)) {
      cluster.send("orders", BEFORE);
      cluster.send("orders", List.of("poison"));
      cluster.send("orders", BEHIND);
      List<NodeProcess> victims = new ArrayList<>();
      for (int i = 0; i < MAX_DELIVERIES; i++) {
        victims.add(cluster.receiver("orders", Mode.AUTO, 1));
        assertThat(victims.get(i).waitForExit(Eventually.LIMIT)).isEqualTo(1);
      }
      NodeProcess survivor = cluster.receiver("orders", Mode.AUTO, 1);
      Eventually.eventually(() -> "only the dead letter is left", () -> cluster.stored() == 1);

      assertPoisonCounted(victims);
      assertNeighbourDelivered(Received.by(survivor));
      assertDeadLetter(cluster);
      cluster.assertEmpty();
    }
  }

  private static void assertPoisonCounted(List<NodeProcess> victims) {
    List<Integer> counts =
        victims.stream()
            .flatMap(victim -> Received.by(victim).receipts().stream())
            .filter(receipt -> receipt.id().equals("poison"))
            .map(Receipt::count)
            .toList();
    assertThat(counts).containsExactly(1, 2, 3);
  }

  /** They lay in the buffers of three JVMs that died, and nobody had seen them. */
  private static void assertNeighbourDelivered(Received survivor) {
    assertThat(survivor.ids()).endsWith(BEHIND.toArray(String[]::new));
    assertThat(survivor.receipts()).allMatch(receipt -> receipt.count() < MAX_DELIVERIES);
  }

  private static void assertDeadLetter(Cluster cluster) throws JMSException {
    try (Connection connection = cluster.connect();
        Session session = connection.createSession(Session.AUTO_ACKNOWLEDGE);
        MessageConsumer consumer = session.createConsumer(session.createQueue("DLQ"))) {
      Message letter = consumer.receive(Eventually.LIMIT.toMillis());
      assertThat(letter.getBody(String.class)).isEqualTo("poison");
      assertThat(letter.getIntProperty("JMS_TABELLA_deliveryCount")).isEqualTo(MAX_DELIVERIES);
      assertThat(letter.getStringProperty("JMS_TABELLA_deadLetterReason")).contains("died");
      assertThat(letter.getStringProperty("JMS_TABELLA_originalDestination")).contains("orders");
    }
  }
}
