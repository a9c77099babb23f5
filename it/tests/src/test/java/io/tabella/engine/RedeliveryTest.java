package io.tabella.engine;

import static io.tabella.engine.Faults.Point.BEGIN;
import static io.tabella.engine.Faults.Point.COMMITTED;
import static io.tabella.engine.Faults.Who.LANE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import io.tabella.engine.Faults.Fault;
import io.tabella.engine.delivery.Delivery;
import io.tabella.store.Body;
import io.tabella.store.StoreUnavailableException;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What comes again, in which order, how often counted, and when it is given up. */
@Timeout(value = 60, threadMode = SEPARATE_THREAD)
final class RedeliveryTest {

  private static final String QUEUE = "orders";
  private static final int LARGE = 200_000;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @RegisterExtension final EngineKit kit = new EngineKit();

  private final TestNode node =
      kit.join(config -> config.maxDeliveries(3).lease(Duration.ofHours(1)).storeTimeout(PATIENCE));

  /** The database is away for longer than anybody is patient. */
  private Fault awayForLong() {
    return () -> {
      kit.passes(PATIENCE);
      Faults.unavailable().strike();
    };
  }

  @Test
  void rolledBackMessagesComeAgainInTheirOrderAndBeforeYoungerOnes() {
    TestReader reader = node.hungryReader(QUEUE);
    node.send(QUEUE, "m1", "m2", "m3");
    reader.poll();
    reader.poll();
    reader.handBack("rollback");

    assertThat(reader.consumeBuffered()).containsExactly("m1", "m2", "m3");
  }

  @Test
  void rollbackIsCountedInTheDatabase() {
    TestReader reader = node.hungryReader(QUEUE);
    node.send(QUEUE, "m1", "m2");
    reader.poll();
    reader.handBack("rollback");
    Delivery again = reader.take();

    assertThat(again.deliveryCount()).isEqualTo(2);
    assertThat(again.redelivered()).isTrue();
    assertThat(kit.database().row("m1").attempts()).isEqualTo(1);
    assertThat(kit.database().row("m2").attempts()).isZero();
    Delivery neighbour = reader.take();
    assertThat(neighbour.redelivered()).isFalse();
  }

  @Test
  void messageThatTheApplicationHasNotSeenIsNotCounted() {
    TestReader reader = node.hungryReader(QUEUE);
    node.send(QUEUE, "m1");
    reader.poll();
    reader.putBack();
    Delivery again = reader.take();

    assertThat(again.redelivered()).isFalse();
  }

  @Test
  void countGoesWithTheMessageToAnotherNode() {
    TestReader reader = node.hungryReader(QUEUE);
    node.send(QUEUE, "m1");
    reader.poll();
    reader.handBack("rollback");
    reader.close();
    Delivery elsewhere = kit.join().reader(QUEUE).takeNow();

    assertThat(elsewhere.deliveryCount()).isEqualTo(2);
  }

  @Test
  void messageThatFailsTooOftenGoesToTheDeadLetterQueueInOneCommit() {
    TestReader reader = node.hungryReader(QUEUE);
    node.send(QUEUE, "bad", "good");
    for (int delivery = 1; delivery <= 3; delivery++) {
      assertThat(reader.next()).isEqualTo("bad");
      assertThat(reader.hand("bad").deliveryCount()).isEqualTo(delivery);
      long batches = node.node().figures().batches();
      reader.handBack("the listener threw");
      assertThat(node.node().figures().batches()).isEqualTo(batches + 1);
    }

    assertThat(reader.next()).isEqualTo("good");
    Delivery letter = node.reader("DLQ").takeNow();
    assertThat(TestReader.idOf(letter)).isEqualTo("bad");
    assertThat(letter.message().properties())
        .isEqualTo("{\"source\":\"queue:orders\",\"count\":3,\"reason\":\"the listener threw\"}");
    assertThat(letter.deliveryCount()).isEqualTo(1);
  }

  @Test
  void deadLetterIsNotDoubledWhenTheCommitWasNotAnswered() {
    TestReader reader = node.hungryReader(QUEUE);
    node.send(QUEUE, "bad");
    for (int delivery = 1; delivery <= 3; delivery++) {
      reader.poll();
      node.faults().plan(LANE, COMMITTED, Faults.unknown());
      reader.handBack("the listener threw");
    }

    assertThat(kit.database().rows()).hasSize(1);
    assertThat(kit.drain(node, "DLQ")).containsExactly("bad");
  }

  @Test
  void messageInTheDeadLetterQueueIsNeverGivenUp() {
    TestReader reader = node.hungryReader("DLQ");
    node.send("DLQ", "m1");
    for (int delivery = 1; delivery <= 6; delivery++) {
      assertThat(reader.next()).isEqualTo("m1");
      reader.handBack("rollback");
    }

    assertThat(kit.database().row("m1").attempts()).isEqualTo(6);
  }

  @Test
  void messagesComeBackEvenIfTheirCountsCannotBeStored() {
    TestReader reader = node.hungryReader(QUEUE);
    node.send(QUEUE, "m1");
    reader.poll();
    node.faults().plan(LANE, BEGIN, awayForLong());
    assertThatThrownBy(() -> reader.handBack("rollback"))
        .isInstanceOf(StoreUnavailableException.class);
    Delivery again = reader.take();

    assertThat(again.deliveryCount()).isEqualTo(2);
    assertThat(kit.database().row("m1").attempts()).isZero();
  }

  @Test
  void messageThatCouldNotBeGivenUpIsGivenUpAtTheNextLook() {
    TestReader reader = node.hungryReader(QUEUE);
    node.send(QUEUE, "bad");
    for (int delivery = 1; delivery <= 2; delivery++) {
      reader.poll();
      reader.handBack("rollback");
    }
    reader.poll();
    node.faults().plan(LANE, BEGIN, awayForLong());
    assertThatThrownBy(() -> reader.handBack("rollback"))
        .isInstanceOf(StoreUnavailableException.class);

    assertThat(reader.poll()).isNull();
    assertThat(kit.drain(node, "DLQ")).containsExactly("bad");
  }

  @Test
  void messageThatWasTakenAwayDoesNotKeepTheOthersFromComingBack() {
    TestReader reader = node.hungryReader(QUEUE);
    node.send(QUEUE, "m1", "taken", "m2");
    for (int delivery = 1; delivery <= 3; delivery++) {
      reader.poll();
    }
    kit.database().execute("DELETE FROM tabella_queue_entry WHERE message_id = 'taken'");
    kit.books().removed("taken");
    reader.handBack("rollback");

    assertThat(reader.consumeBuffered()).containsExactly("m1", "m2");
  }

  @Test
  void messageThatWasTakenAwayIsNotGivenUpEither() {
    TestReader reader = node.hungryReader(QUEUE);
    node.send(QUEUE, "taken", "m1", "m2");
    for (int round = 1; round <= 2; round++) {
      reader.poll();
      reader.poll();
      reader.poll();
      reader.handBack("rollback");
    }
    reader.poll();
    reader.poll();
    reader.poll();
    kit.database().execute("DELETE FROM tabella_queue_entry WHERE message_id = 'taken'");
    kit.books().removed("taken");
    reader.handBack("rollback");

    assertThat(reader.poll()).isNull();
    assertThat(kit.drain(node, "DLQ")).containsExactly("m1", "m2");
  }

  @Test
  void nothingStaysBehindWhenTheDatabaseGoesAwayWhileMessagesAreHandedBackOneByOne() {
    TestReader reader = node.hungryReader(QUEUE);
    node.send(QUEUE, "taken", "m1", "m2");
    for (int round = 1; round <= 2; round++) {
      reader.poll();
      reader.poll();
      reader.poll();
      reader.handBack("rollback");
    }
    reader.poll();
    reader.poll();
    reader.poll();
    kit.database().execute("DELETE FROM tabella_queue_entry WHERE message_id = 'taken'");
    kit.books().removed("taken");
    // The three together, "taken" alone, then m1 alone: here the database goes away.
    node.faults().plan(LANE, BEGIN, 2, () -> {});
    node.faults().plan(LANE, BEGIN, awayForLong());
    assertThatThrownBy(() -> reader.handBack("rollback"))
        .isInstanceOf(StoreUnavailableException.class);

    assertThat(reader.poll()).isNull();
    assertThat(kit.drain(node, "DLQ")).containsExactly("m1", "m2");
  }

  @Test
  void suspectThatWasTakenAwayIsPassedOver() {
    TestReader reader = node.hungryReader(QUEUE);
    node.send(QUEUE, "taken", "m1");
    reader.poll();
    node.abandon();
    TestNode other = kit.join();
    other.houseTurn();
    TestReader second = other.reader(QUEUE);
    assertThat(second.poll()).isNull();
    other.claimTurn();
    kit.database().execute("DELETE FROM tabella_queue_entry WHERE message_id = 'taken'");
    kit.books().removed("taken");

    assertThat(second.consumeBuffered()).containsExactly("m1");
  }

  @Test
  void largeBodyIsKeptOnceInTheDeadLetterQueueAndGoesWithTheAcknowledgement() {
    byte[] bytes = new byte[LARGE];
    Arrays.fill(bytes, (byte) 7);
    TestReader reader = node.hungryReader(QUEUE);
    node.send(QUEUE, Messages.bytes("large", bytes));
    long content = kit.database().contents().get(0);
    for (int delivery = 1; delivery <= 3; delivery++) {
      assertThat(reader.next()).isEqualTo("large");
      reader.handBack("rollback");
    }
    assertThat(kit.database().contents()).containsExactly(content);
    TestReader letters = node.reader("DLQ");
    Delivery letter = letters.takeNow();

    assertThat(letter.message().body())
        .isInstanceOfSatisfying(
            Body.Bytes.class, body -> assertThat(body.bytes()).isEqualTo(bytes));
    letters.acknowledge("large");
    assertThat(kit.database().contents()).isEmpty();
  }

  @Test
  void largeBodyIsThereAfterARollbackAndAnotherNodesClaim() {
    byte[] bytes = new byte[LARGE];
    TestReader reader = node.hungryReader(QUEUE);
    node.send(QUEUE, Messages.bytes("large", bytes));
    assertThat(reader.next()).isEqualTo("large");
    reader.handBack("rollback");
    assertThat(reader.next()).isEqualTo("large");
    reader.putBack();
    reader.close();
    assertThat(kit.drain(kit.join(), QUEUE)).containsExactly("large");
    assertThat(kit.database().contents()).isEmpty();
  }
}
