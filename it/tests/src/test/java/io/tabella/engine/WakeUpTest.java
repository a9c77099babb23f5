package io.tabella.engine;

import static io.tabella.engine.Faults.Point.CLAIM;
import static io.tabella.engine.Faults.Point.FIND_READY;
import static io.tabella.engine.Faults.Point.RELEASE;
import static io.tabella.engine.Faults.Who.CLAIMER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import io.tabella.engine.delivery.Delivery;
import io.tabella.engine.service.StoppedException;
import io.tabella.store.StoreUnavailableException;
import java.time.Duration;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Who is told to look, and that nobody is told in vain for ever. */
@Timeout(value = 60, threadMode = SEPARATE_THREAD)
@SuppressWarnings({
  "FutureReturnValueIgnored",
  "ThreadPriorityCheck"
}) // units show in the store; yields add interleavings
final class WakeUpTest {

  private static final String QUEUE = "orders";
  private static final Duration GENEROUS = Duration.ofSeconds(20);

  @RegisterExtension final EngineKit kit = new EngineKit();

  private final TestNode node = kit.join();

  private TestReader readerWithFailingSink() {
    TestReader reader =
        node.newReader(
            QUEUE,
            () -> {
              throw new IllegalStateException("planned by a test: the sink fails");
            });
    reader.reader().activate();
    return reader;
  }

  @Test
  void firstThatWaitsIsToldFirstAndOnlyOneOfThem() {
    TestReader first = node.hungryReader(QUEUE);
    TestReader second = node.reader(QUEUE);
    assertThat(second.poll()).isNull();
    int before = second.looks();
    int firstBefore = first.looks();
    node.send(QUEUE, "m1");

    assertThat(first.looks()).isEqualTo(firstBefore + 1);
    assertThat(second.looks()).isEqualTo(before);
  }

  @Test
  void asManyAreToldAsEntriesArrive() {
    TestReader first = node.hungryReader(QUEUE);
    TestReader second = node.reader(QUEUE);
    assertThat(second.poll()).isNull();
    int before = second.looks();
    node.submit(0, QUEUE, "m1");
    node.submit(0, QUEUE, "m2");
    node.laneTurns();

    assertThat(second.looks()).isEqualTo(before + 1);
    assertThat(first.next()).isEqualTo("m1");
    assertThat(second.next()).isEqualTo("m2");
  }

  @Test
  void whoStopsWaitingAfterItWasToldPassesItOn() {
    TestReader first = node.hungryReader(QUEUE);
    TestReader second = node.reader(QUEUE);
    assertThat(second.poll()).isNull();
    int before = second.looks();
    node.send(QUEUE, "m1");
    first.reader().stopWaiting();

    assertThat(second.looks()).isEqualTo(before + 1);
    assertThat(second.next()).isEqualTo("m1");
  }

  @Test
  void whoIsClosedAfterItWasToldPassesItOn() {
    TestReader first = node.hungryReader(QUEUE);
    TestReader second = node.reader(QUEUE);
    assertThat(second.poll()).isNull();
    int before = second.looks();
    node.send(QUEUE, "m1");
    first.close();

    assertThat(second.looks()).isEqualTo(before + 1);
  }

  @Test
  void whoTakesOneAndLeavesOthersTellsTheNext() {
    TestReader busy = node.hungryReader(QUEUE);
    node.submit(0, QUEUE, "m1");
    node.submit(0, QUEUE, "m2");
    node.submit(0, QUEUE, "m3");
    node.laneTurns();
    TestReader idle = node.reader(QUEUE);
    assertThat(busy.next()).isEqualTo("m1");
    assertThat(idle.next()).isEqualTo("m2");
    assertThat(busy.next()).isEqualTo("m3");
  }

  @Test
  void stoppedReaderGetsNothingAndStartsAgainWithALook() {
    TestReader reader = node.hungryReader(QUEUE);
    reader.reader().deactivate();
    assertThat(reader.poll()).isNull();
    int before = reader.looks();
    node.send(QUEUE, "m1");
    assertThat(reader.looks()).isEqualTo(before);
    reader.reader().activate();
    assertThat(reader.looks()).isEqualTo(before + 1);
    assertThat(reader.consumeAll()).containsExactly("m1");
  }

  @Test
  void closedReaderStaysClosed() {
    TestReader reader = node.hungryReader(QUEUE);
    reader.close();
    reader.reader().activate();
    node.send(QUEUE, "m1");

    assertThat(reader.poll()).isNull();
    assertThat(kit.database().row("m1").isReady()).isTrue();
  }

  @Test
  void sinkThatFailsDoesNotMakeALaneWriteTwice() {
    TestReader reader = readerWithFailingSink();
    assertThat(reader.poll()).isNull();
    node.claimTurn();
    node.claimTurn();
    node.send(QUEUE, "m1");
    node.submit(0, QUEUE, "m2");
    node.submit(0, QUEUE, "m3");
    node.laneTurns();

    kit.books().check(kit.database());
    assertThat(reader.next()).isEqualTo("m1");
  }

  @Test
  void sinkThatFailsDoesNotCostAnotherReaderItsMessage() {
    TestReader good = node.hungryReader(QUEUE);
    TestReader bad = readerWithFailingSink();
    assertThat(bad.poll()).isNull();
    node.submit(0, QUEUE, "m1");
    node.submit(0, QUEUE, "m2");
    node.submit(0, QUEUE, "m3");
    node.laneTurns();
    assertThat(bad.poll()).isNotNull();
    assertThat(bad.next()).isEqualTo("m2");
    assertThat(bad.poll()).isNotNull();
    assertThat(bad.poll()).isNull();
    assertThat(good.poll()).isNull();
    node.submit(0, QUEUE, "m4");
    node.submit(0, QUEUE, "m5");
    node.laneTurns();

    assertThat(good.next()).isEqualTo("m4");
    assertThat(good.next()).isEqualTo("m5");
  }

  @Test
  void receiveWithoutWaitingDoesNotFailForADeadlock() {
    node.send(QUEUE, "m1");
    TestReader reader = node.reader(QUEUE);
    node.faults().plan(CLAIMER, CLAIM, 2, Faults.conflict());

    assertThat(TestReader.idOf(reader.pollNow())).isEqualTo("m1");
  }

  @Test
  void receiveWithoutWaitingFailsWhenTheDatabaseIsAway() {
    TestReader reader = node.reader(QUEUE);
    node.faults().plan(CLAIMER, FIND_READY, 5, Faults.unavailable());
    node.claimTurn();

    assertThatThrownBy(reader::pollNow).isInstanceOf(StoreUnavailableException.class);
    node.faults().forgetAll();
  }

  @Test
  void receiveWithoutWaitingFailsToWhenTheDatabaseIsAwayDuringARelease() {
    String idle = "idle";
    TestReader other = node.hungryReader(idle);
    node.send(idle, "m1");
    other.reader().deactivate();
    TestReader reader = node.reader(QUEUE);
    node.faults().plan(CLAIMER, RELEASE, 1_000_000, Faults.unavailable());
    Future<Delivery> result = kit.elsewhere(reader.reader()::pollNow);
    for (int turn = 0; turn < 1_000 && !result.isDone(); turn++) {
      node.claimTurn();
      Thread.yield();
    }

    assertThat(result)
        .failsWithin(GENEROUS)
        .withThrowableThat()
        .withCauseInstanceOf(StoreUnavailableException.class);
    node.faults().forgetAll();
  }

  @Test
  void stopThatCannotReleaseLeavesNobodyWaiting() {
    TestReader full = node.hungryReader("full");
    node.send("full", "m1");
    full.reader().stopWaiting();
    TestReader waiting = node.reader(QUEUE);
    Future<Delivery> result = kit.elsewhere(waiting.reader()::pollNow);
    node.faults().plan(CLAIMER, RELEASE, Faults.unavailable());
    node.stop();

    assertThat(result)
        .failsWithin(GENEROUS)
        .withThrowableThat()
        .withCauseInstanceOf(StoppedException.class);
    assertThat(kit.database().row("m1").isReady()).isTrue();
  }
}
