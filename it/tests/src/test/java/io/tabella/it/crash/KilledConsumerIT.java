package io.tabella.it.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.tabella.it.crash.role.Mode;
import io.tabella.it.kit.Databases;
import io.tabella.it.kit.Eventually;
import io.tabella.it.kit.NodeProcess;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A consumer's JVM is killed with -9 in the middle of its work. */
class KilledConsumerIT {

  private static final int MESSAGES = 1_000;
  private static final int WINDOW = 16;
  private static final int MESSAGES_PER_ACKNOWLEDGEMENT = 5;

  private final int killAfter = ThreadLocalRandom.current().nextInt(20, 400);

  @ParameterizedTest
  @EnumSource
  void itsMessagesArriveElsewhereAndOnlyThoseInItsHandsComeTwice(Mode mode) throws Exception {
    try (Cluster cluster = newCluster()) {
      List<String> sent = cluster.send("orders", MESSAGES);
      NodeProcess victim = cluster.receiver("orders", mode, 1);
      killInTheMiddle(victim);
      NodeProcess successor = cluster.receiver("orders", mode, 1);
      cluster.assertEmpty();

      Received before = Received.by(victim);
      Received after = Received.by(successor);
      assertAllHandled(sent, before, after);
      assertRepeated(mode, before, after);
    }
  }

  /** Of what AUTO was given, the acknowledgements went out in order: a tail may be missing. */
  @Test
  void whatComesTwiceInAutoModeIsTheTailOfWhatTheDeadJvmHandled() throws Exception {
    try (Cluster cluster = newCluster()) {
      cluster.send("orders", MESSAGES);
      NodeProcess victim = cluster.receiver("orders", Mode.AUTO, 1);
      killInTheMiddle(victim);
      NodeProcess successor = cluster.receiver("orders", Mode.AUTO, 1);
      cluster.assertEmpty();

      List<String> handled = Received.by(victim).ids();
      List<Receipt> repeated = Received.by(successor).alreadySeenBy(Received.by(victim));
      assertThat(repeated.stream().map(Receipt::id))
          .containsExactlyInAnyOrderElementsOf(
              handled.subList(handled.size() - repeated.size(), handled.size()));
    }
  }

  private static Cluster newCluster() {
    return new Cluster(
        Databases.MYSQL.create("killed"), "prefetch=100", "acknowledgeWindow=" + WINDOW);
  }

  private void killInTheMiddle(NodeProcess victim) {
    Eventually.eventually(
        () -> "the victim has received " + killAfter + " messages",
        () -> Received.by(victim).receipts().size() >= killAfter);
    victim.kill();
    assertThat(Received.by(victim).receipts()).as("it was still at work").hasSizeLessThan(MESSAGES);
  }

  private static void assertAllHandled(List<String> sent, Received before, Received after) {
    Set<String> seen = new HashSet<>(before.ids());
    seen.addAll(after.ids());
    assertThat(seen).containsExactlyInAnyOrderElementsOf(sent);
    assertThat(after.ids()).as("the successor got nothing twice").doesNotHaveDuplicates();
  }

  private void assertRepeated(Mode mode, Received before, Received after) {
    List<Receipt> repeated = after.alreadySeenBy(before);
    Received.assertMarkedAsRedelivered(repeated);
    assertThat(repeated)
        .as("killed after %s messages", killAfter)
        .noneMatch(receipt -> before.done().contains(receipt.id()))
        .hasSizeLessThanOrEqualTo(mode == Mode.AUTO ? WINDOW + 1 : MESSAGES_PER_ACKNOWLEDGEMENT);
  }
}
