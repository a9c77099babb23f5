package io.tabella.engine;

import static io.tabella.engine.Faults.Point.BEGIN;
import static io.tabella.engine.Faults.Who.LANE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import io.tabella.store.Body;
import io.tabella.store.BodyKind;
import io.tabella.store.StoredMessage;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Expired messages are not delivered, and go. */
@Timeout(value = 60, threadMode = SEPARATE_THREAD)
final class ExpiryTest {

  private static final String QUEUE = "orders";
  private static final Duration ROUND = Duration.ofSeconds(31);
  private static final long LONG_AGO = 1;

  @RegisterExtension final EngineKit kit = new EngineKit();

  private final TestNode node = kit.join();

  private long inSeconds(int seconds) {
    return node.node().clock().now() + seconds * 1_000L;
  }

  private void sendToExpire(String id, long expiresAt) {
    node.send(QUEUE, Messages.expiring(id, expiresAt));
  }

  @Test
  void messageThatExpiresInTheBufferIsRemovedAndNotDelivered() {
    TestReader reader = node.hungryReader(QUEUE);
    sendToExpire("m1", inSeconds(2));
    node.send(QUEUE, "m2");
    kit.passes(Duration.ofSeconds(3));
    kit.books().removed("m1");

    assertThat(reader.consumeBuffered()).containsExactly("m2");
    assertThat(kit.database().rows()).isEmpty();
  }

  @Test
  void messageIsDeliveredAsLongAsItLives() {
    TestReader reader = node.hungryReader(QUEUE);
    sendToExpire("m1", inSeconds(5));
    kit.passes(Duration.ofSeconds(3));

    assertThat(reader.consumeBuffered()).containsExactly("m1");
  }

  @Test
  void messageThatExpiredInTheDatabaseIsRemovedWhenItIsClaimed() {
    sendToExpire("m1", LONG_AGO);
    node.send(QUEUE, "m2");
    kit.books().removed("m1");

    assertThat(kit.drain(node, QUEUE)).containsExactly("m2");
    node.laneTurns();
    assertThat(kit.database().rows()).isEmpty();
  }

  @Test
  void largeBodyOfAnExpiredMessageGoesWithIt() {
    Body large = new Body.Bytes(BodyKind.BYTES, new byte[200_000]);
    StoredMessage message = Messages.message("m1", Messages.NORMAL, LONG_AGO, large);
    node.send(QUEUE, message);
    assertThat(kit.database().contents()).hasSize(1);
    kit.books().removed("m1");

    assertThat(kit.drain(node, QUEUE)).isEmpty();
    node.laneTurns();
    assertThat(kit.database().contents()).isEmpty();
  }

  @Test
  void sweeperRemovesWhatNobodyReads() {
    Body large = new Body.Bytes(BodyKind.BYTES, new byte[200_000]);
    sendToExpire("m1", LONG_AGO);
    node.send(QUEUE, Messages.message("m2", Messages.NORMAL, LONG_AGO, large));
    sendToExpire("living", inSeconds(1_000));
    node.send(QUEUE, "eternal");
    kit.books().removed("m1");
    kit.books().removed("m2");
    node.houseTurn();
    assertThat(kit.database().rows()).hasSize(4);
    kit.passes(ROUND);
    node.houseTurn();

    assertThat(kit.database().rows()).hasSize(2);
    assertThat(kit.database().contents()).isEmpty();
  }

  @Test
  void sweeperLeavesWhatSomebodyHolds() {
    TestReader reader = node.hungryReader(QUEUE);
    sendToExpire("m1", inSeconds(1_000));
    assertThat(reader.next()).isEqualTo("m1");
    kit.database().execute("UPDATE tabella_queue_entry SET expires_at = 1");
    kit.passes(ROUND);
    node.houseTurn();

    reader.acknowledge("m1");
  }

  @Test
  void sweeperGoesThroughAllQueuesInShortSteps() {
    for (int queue = 0; queue < 25; queue++) {
      node.send("queue" + queue, Messages.expiring("m" + queue, LONG_AGO));
      kit.books().removed("m" + queue);
    }
    kit.passes(ROUND);
    node.houseTurn();
    assertThat(kit.database().rows()).isNotEmpty();
    node.houseTurn();
    node.houseTurn();

    assertThat(kit.database().rows()).isEmpty();
  }

  @Test
  void expiredMessageThatSomebodyTookAwayIsNotRemovedOverAndOver() {
    TestReader reader = node.hungryReader(QUEUE);
    sendToExpire("taken", inSeconds(2));
    kit.database().execute("DELETE FROM tabella_queue_entry");
    kit.books().removed("taken");
    kit.passes(Duration.ofSeconds(3));
    for (int look = 0; look < 20; look++) {
      assertThat(reader.poll()).isNull();
    }

    assertThat(node.faults().visits(LANE, BEGIN)).as("the send and the removal").isEqualTo(2);
  }

  @Test
  void expiredMessageWhoseRemovalFailsIsRemovedLater() {
    TestReader reader = node.hungryReader(QUEUE);
    sendToExpire("m1", LONG_AGO);
    node.faults()
        .plan(
            LANE,
            BEGIN,
            () -> {
              kit.passes(Duration.ofMinutes(2));
              Faults.unavailable().strike();
            });
    assertThat(reader.poll()).isNull();
    node.laneTurns();
    assertThat(kit.database().rows()).hasSize(1);
    kit.books().removed("m1");
    node.heartbeat();
    assertThat(reader.poll()).isNull();
    node.laneTurns();

    assertThat(kit.database().rows()).isEmpty();
  }

  @Test
  void messageThatExpiresInAQueueThatNobodyReadsGoesToTheExpiryQueueIfThereIsOne() {
    kit.database()
        .execute("INSERT INTO tabella_setting VALUES (1, 'orders', 'expiryQueue', 'expired')");
    node.houseTurn();
    sendToExpire("m1", LONG_AGO);
    node.send(
        QUEUE,
        Messages.message("m2", 4, LONG_AGO, new Body.Bytes(BodyKind.BYTES, new byte[200_000])));
    node.send(QUEUE, "m3");
    kit.passes(ROUND);
    node.heartbeat();
    node.houseTurn();

    assertThat(kit.drain(node, "expired")).containsExactly("m1", "m2");
    assertThat(kit.drain(node, QUEUE)).containsExactly("m3");
    assertThat(kit.database().contents()).isEmpty();
  }
}
