package io.tabella.engine.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import io.tabella.engine.transaction.WaitingUnits.Bounds;
import io.tabella.store.Body;
import io.tabella.store.BodyKind;
import io.tabella.store.EntryKey;
import io.tabella.store.MessageHeader;
import io.tabella.store.QueueEntry;
import io.tabella.store.StoredMessage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class WaitingUnitsTest {

  private static final Bounds WIDE = new Bounds(1_000_000, 1L << 40);

  /** A queue where nobody is hungry. */
  private static final HandOff QUEUE =
      new HandOff() {
        @Override
        public long queue() {
          return 1;
        }

        @Override
        public boolean admit(int entries, long bytes, boolean grouped) {
          return false;
        }

        @Override
        public void written(List<QueueEntry> born, long bytes, List<EntryKey> unclaimed) {}

        @Override
        public void ready(List<EntryKey> keys) {}

        @Override
        public void withdrawn(int born, long bytes, int unclaimed) {}
      };

  private static UnitOfWork unit(int rows, int bytesOfEach) {
    UnitOfWork unit = new UnitOfWork();
    MessageHeader header = new MessageHeader("ID:1", 0, 0, 4, true, null, null, null, null);
    Body body = new Body.Bytes(BodyKind.BYTES, new byte[bytesOfEach]);
    for (int i = 0; i < rows; i++) {
      unit.send(QUEUE, new StoredMessage(header, null, body));
    }
    return unit;
  }

  /** Brings a unit on a thread of its own, and returns when that thread waits for room. */
  private static CompletableFuture<Boolean> putWaiting(WaitingUnits waiting, UnitOfWork unit) {
    CompletableFuture<Boolean> result = new CompletableFuture<>();
    Thread sender = new Thread(() -> result.complete(waiting.put(unit)), "sender");
    sender.setDaemon(true);
    sender.start();
    while (sender.getState() != Thread.State.WAITING) {
      assertThat(result).as("the sender does not wait").isNotDone();
      Thread.onSpinWait();
    }
    return result;
  }

  @Test
  void unitsComeOutTogetherInTheOrderTheyCame() {
    WaitingUnits waiting = new WaitingUnits(WIDE);
    List<UnitOfWork> units = List.of(unit(1, 0), unit(2, 0), unit(3, 0));
    units.forEach(waiting::put);

    assertThat(waiting.take(WIDE)).containsExactlyElementsOf(units);
    assertThat(waiting.take(WIDE)).isEmpty();
  }

  @Test
  void batchIsBoundedInRows() {
    WaitingUnits waiting = new WaitingUnits(WIDE);
    List<UnitOfWork> units = List.of(unit(2, 0), unit(2, 0), unit(1, 0));
    units.forEach(waiting::put);

    assertThat(waiting.take(new Bounds(4, 1L << 40))).containsExactly(units.get(0), units.get(1));
    assertThat(waiting.take(new Bounds(4, 1L << 40))).containsExactly(units.get(2));
  }

  @Test
  void batchIsBoundedInBytes() {
    WaitingUnits waiting = new WaitingUnits(WIDE);
    List<UnitOfWork> units = List.of(unit(1, 5_000), unit(1, 5_000));
    units.forEach(waiting::put);

    assertThat(waiting.take(new Bounds(1_000, 6_000))).containsExactly(units.get(0));
  }

  @Test
  void unitLargerThanABatchGoesAlone() {
    WaitingUnits waiting = new WaitingUnits(WIDE);
    List<UnitOfWork> units = List.of(unit(50, 0), unit(1, 0));
    units.forEach(waiting::put);

    assertThat(waiting.take(new Bounds(10, 1L << 40))).containsExactly(units.get(0));
    assertThat(waiting.take(new Bounds(10, 1L << 40))).containsExactly(units.get(1));
  }

  @Test
  void senderIsHeldUpUntilThereIsRoomForItsRows() {
    WaitingUnits waiting = new WaitingUnits(new Bounds(4, 1L << 40));
    waiting.put(unit(3, 0));
    UnitOfWork late = unit(2, 0);
    CompletableFuture<Boolean> put = putWaiting(waiting, late);
    assertThat(waiting.take(WIDE)).hasSize(1);

    assertThat(put.join()).isTrue();
    assertThat(waiting.take(WIDE)).containsExactly(late);
  }

  @Test
  void senderIsHeldUpUntilThereIsRoomForItsBytes() {
    WaitingUnits waiting = new WaitingUnits(new Bounds(1_000, 10_000));
    waiting.put(unit(1, 6_000));
    CompletableFuture<Boolean> put = putWaiting(waiting, unit(1, 6_000));
    waiting.take(WIDE);

    assertThat(put.join()).isTrue();
  }

  @Test
  void unitLargerThanAllTheRoomIsLetInWhenItIsAlone() {
    WaitingUnits waiting = new WaitingUnits(new Bounds(4, 1_000));
    waiting.put(unit(1, 0));
    UnitOfWork giant = unit(100, 1_000);
    CompletableFuture<Boolean> put = putWaiting(waiting, giant);
    waiting.take(WIDE);

    assertThat(put.join()).isTrue();
    assertThat(waiting.take(WIDE)).containsExactly(giant);
  }

  @Test
  void roomIsWholeAgainAfterEverythingWasTaken() {
    WaitingUnits waiting = new WaitingUnits(new Bounds(4, 1L << 40));
    for (int i = 0; i < 100; i++) {
      assertThat(waiting.put(unit(2, 10))).isTrue();
      assertThat(waiting.put(unit(2, 10))).isTrue();
      assertThat(waiting.take(WIDE)).hasSize(2);
    }
  }

  @Test
  void closeSendsAwayWhoWaitsAndWhoComes() {
    WaitingUnits waiting = new WaitingUnits(new Bounds(1, 1L << 40));
    waiting.put(unit(1, 0));
    CompletableFuture<Boolean> put = putWaiting(waiting, unit(1, 0));
    waiting.close();

    assertThat(put.join()).isFalse();
    assertThat(waiting.put(unit(1, 0))).isFalse();
  }

  @Test
  void whatWasHereBeforeTheCloseCanStillBeTaken() {
    WaitingUnits waiting = new WaitingUnits(WIDE);
    waiting.put(unit(1, 0));
    assertThat(waiting.isFinished()).isFalse();
    waiting.close();
    assertThat(waiting.isFinished()).isFalse();
    assertThat(waiting.take(WIDE)).hasSize(1);
    assertThat(waiting.isFinished()).isTrue();
  }

  @Test
  void interruptDoesNotEndTheWaitForRoom() throws InterruptedException {
    WaitingUnits waiting = new WaitingUnits(new Bounds(1, 1L << 40));
    waiting.put(unit(1, 0));
    List<Boolean> results = Collections.synchronizedList(new ArrayList<>());
    Thread sender =
        new Thread(
            () -> {
              results.add(waiting.put(unit(1, 0)));
              results.add(Thread.currentThread().isInterrupted());
            });
    sender.start();
    while (sender.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }
    sender.interrupt();
    waiting.take(WIDE);
    sender.join();

    assertThat(results).containsExactly(true, true);
  }

  @Test
  void manySendersNeverExceedTheRoom() throws InterruptedException {
    Bounds room = new Bounds(10, 1L << 40);
    WaitingUnits waiting = new WaitingUnits(room);
    int senders = 6;
    int each = 500;
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < senders; i++) {
      Thread sender =
          new Thread(
              () -> {
                for (int n = 0; n < each; n++) {
                  waiting.put(unit(3, 0));
                }
              });
      threads.add(sender);
      sender.start();
    }
    int taken = 0;
    while (taken < senders * each) {
      List<UnitOfWork> batch = waiting.take(WIDE);
      assertThat(batch.stream().mapToInt(UnitOfWork::rows).sum()).isLessThanOrEqualTo(10);
      taken += batch.size();
    }
    for (Thread thread : threads) {
      thread.join();
    }
  }
}
