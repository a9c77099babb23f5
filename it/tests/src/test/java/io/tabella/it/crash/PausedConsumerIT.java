package io.tabella.it.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.tabella.it.crash.role.Mode;
import io.tabella.it.kit.Databases;
import io.tabella.it.kit.Eventually;
import io.tabella.it.kit.NodeProcess;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A consumer's JVM stands still for longer than its lease while it holds messages. */
class PausedConsumerIT {

  private final Cluster cluster = new Cluster(Databases.MYSQL.create("paused"));

  @AfterEach
  void close() throws Exception {
    cluster.close();
  }

  @ParameterizedTest
  @EnumSource(names = {"CLIENT", "TRANSACTED"})
  void othersGetItsMessagesAndItsOwnAcknowledgementFails(Mode mode) throws Exception {
    List<String> sent = cluster.send("orders", 5);
    PuppetNode paused = holding(mode, 3);
    paused.node().pause();
    NodeProcess successor = cluster.receiver("orders", Mode.TRANSACTED, 1);
    cluster.assertEmpty();
    paused.node().resume();

    assertThat(paused.fails(mode == Mode.CLIENT ? "acknowledge" : "commit"))
        .contains(mode == Mode.CLIENT ? "JMSException" : "TransactionRolledBackException")
        .contains("FENCED", "lease");
    assertThat(Received.by(successor).ids()).containsExactlyInAnyOrderElementsOf(sent);
    Received.assertMarkedAsRedelivered(
        Received.by(successor).alreadySeenBy(Received.by(paused.node())));
  }

  @Test
  void nothingThatItDoesAfterwardsIsStored() throws Exception {
    cluster.send("orders", 3);
    PuppetNode paused = holding(Mode.TRANSACTED, 3);
    paused.does("send replies early");
    pauseUntilReaped(paused);
    paused.tries("send replies late");
    paused.fails("commit");
    paused.tries("send replies later");
    paused.fails("commit");

    assertThat(cluster.drain("replies")).isEmpty();
    assertThat(cluster.drain("orders")).hasSize(3);
  }

  @Test
  void itsExceptionListenerIsToldAndANewConnectionWorks() throws Exception {
    cluster.send("orders", 3);
    PuppetNode paused = holding(Mode.TRANSACTED, 1);
    pauseUntilReaped(paused);
    assertThat(paused.node().awaitLine(line -> line.startsWith("told"), Eventually.LIMIT))
        .contains("FENCED", "lease");

    paused.does("close");
    paused.does("connect " + cluster.url() + " TRANSACTED");
    paused.does("consume orders");
    paused.does("receive 3");
    paused.does("send replies thanks");
    paused.does("commit");
    assertThat(cluster.drain("replies")).containsExactly("thanks");
    cluster.assertEmpty();
  }

  private PuppetNode holding(Mode mode, int messages) throws InterruptedException {
    PuppetNode puppet = cluster.puppet();
    puppet.does("connect " + cluster.url() + " " + mode);
    puppet.does("consume orders");
    puppet.does("receive " + messages);
    return puppet;
  }

  /** This JVM is the other member, and the reaper. */
  private void pauseUntilReaped(PuppetNode paused) throws Exception {
    try (var unused = cluster.connect()) {
      paused.node().pause();
      Eventually.eventually(() -> "it is reaped", () -> cluster.members() == 1);
    }
    paused.node().resume();
  }
}
