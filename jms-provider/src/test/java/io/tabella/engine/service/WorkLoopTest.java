package io.tabella.engine.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class WorkLoopTest {

  private static final long UNTIL_SIGNALLED = Long.MAX_VALUE;

  private final BlockingQueue<Integer> turns = new LinkedBlockingQueue<>();
  private final AtomicInteger turn = new AtomicInteger();
  private final WorkLoop loop = new WorkLoop("work-loop-test", this::countTurn);

  private long countTurn() {
    turns.add(turn.incrementAndGet());
    return UNTIL_SIGNALLED;
  }

  @AfterEach
  void stop() {
    loop.stop();
  }

  @Test
  void firstTurnNeedsNoSignal() throws InterruptedException {
    loop.start();

    assertThat(turns.take()).isEqualTo(1);
  }

  @Test
  void eachSignalIsFollowedByATurn() throws InterruptedException {
    loop.start();
    for (int i = 1; i < 100; i++) {
      assertThat(turns.take()).isEqualTo(i);
      loop.signal();
    }
  }

  @Test
  void signalDuringATurnIsNotLost() throws InterruptedException {
    CountDownLatch inTurn = new CountDownLatch(1);
    CountDownLatch mayEnd = new CountDownLatch(1);
    BlockingQueue<Integer> ended = new LinkedBlockingQueue<>();
    AtomicInteger count = new AtomicInteger();
    WorkLoop slow =
        new WorkLoop(
            "slow",
            () -> {
              inTurn.countDown();
              awaitUninterruptibly(mayEnd);
              ended.add(count.incrementAndGet());
              return UNTIL_SIGNALLED;
            });
    slow.start();
    inTurn.await();
    slow.signal();
    mayEnd.countDown();

    assertThat(ended.take()).isEqualTo(1);
    assertThat(ended.take()).isEqualTo(2);
    slow.stop();
  }

  @Test
  void turnThatAsksForAnotherGetsItWithoutASignal() throws InterruptedException {
    BlockingQueue<Integer> seen = new LinkedBlockingQueue<>();
    AtomicInteger count = new AtomicInteger();
    WorkLoop eager =
        new WorkLoop(
            "eager",
            () -> {
              seen.add(count.incrementAndGet());
              return count.get() < 3 ? 0 : UNTIL_SIGNALLED;
            });
    eager.start();

    assertThat(seen.take()).isEqualTo(1);
    assertThat(seen.take()).isEqualTo(2);
    assertThat(seen.take()).isEqualTo(3);
    eager.stop();
  }

  @Test
  void failedTurnDoesNotEndTheLoop() throws InterruptedException {
    BlockingQueue<Integer> seen = new LinkedBlockingQueue<>();
    AtomicInteger count = new AtomicInteger();
    WorkLoop failing =
        new WorkLoop(
            "failing",
            () -> {
              int number = count.incrementAndGet();
              seen.add(number);
              if (number == 1) {
                throw new IllegalStateException("expected by a test: the first turn fails");
              }
              if (number == 2) {
                throw new AssertionError("expected by a test: the second turn fails worse");
              }
              return UNTIL_SIGNALLED;
            });
    failing.start();

    for (int i = 1; i <= 3; i++) {
      assertThat(seen.take()).isEqualTo(i);
      failing.signal();
    }
    failing.stop();
  }

  @Test
  void strayInterruptIsOnlyAReasonToLook() throws InterruptedException {
    BlockingQueue<Thread> self = new LinkedBlockingQueue<>();
    BlockingQueue<Integer> seen = new LinkedBlockingQueue<>();
    AtomicInteger count = new AtomicInteger();
    WorkLoop interrupted =
        new WorkLoop(
            "interrupted",
            () -> {
              self.add(Thread.currentThread());
              seen.add(count.incrementAndGet());
              return UNTIL_SIGNALLED;
            });
    interrupted.start();
    assertThat(seen.take()).isEqualTo(1);
    self.take().interrupt();
    assertThat(seen.take()).isEqualTo(2);
    interrupted.signal();
    assertThat(seen.take()).isEqualTo(3);
    interrupted.stop();
  }

  @Test
  void stopReturnsWhenTheTurnUnderWayHasEnded() throws InterruptedException {
    CountDownLatch inTurn = new CountDownLatch(1);
    CountDownLatch mayEnd = new CountDownLatch(1);
    AtomicInteger ended = new AtomicInteger();
    WorkLoop slow =
        new WorkLoop(
            "slow",
            () -> {
              inTurn.countDown();
              awaitUninterruptibly(mayEnd);
              ended.incrementAndGet();
              return 0;
            });
    slow.start();
    inTurn.await();
    Thread stopper = new Thread(slow::stop, "stopper");
    stopper.start();
    awaitWaiting(stopper);
    assertThat(ended).hasValue(0);
    mayEnd.countDown();
    stopper.join();

    assertThat(ended).hasValue(1);
  }

  @Test
  void stopFromItsOwnThreadDoesNotWaitForItself() throws InterruptedException {
    BlockingQueue<WorkLoop> self = new LinkedBlockingQueue<>();
    AtomicInteger count = new AtomicInteger();
    CountDownLatch stopped = new CountDownLatch(1);
    WorkLoop suicidal =
        new WorkLoop(
            "suicidal",
            () -> {
              count.incrementAndGet();
              self.remove().stop();
              stopped.countDown();
              return 0;
            });
    self.add(suicidal);
    suicidal.start();
    stopped.await();
    suicidal.stop();

    assertThat(count).hasValue(1);
  }

  @Test
  void interruptedStopperWaitsAllTheSameAndStaysInterrupted() throws InterruptedException {
    CountDownLatch inTurn = new CountDownLatch(1);
    CountDownLatch mayEnd = new CountDownLatch(1);
    WorkLoop slow =
        new WorkLoop(
            "slow",
            () -> {
              inTurn.countDown();
              awaitUninterruptibly(mayEnd);
              return UNTIL_SIGNALLED;
            });
    slow.start();
    inTurn.await();
    AtomicReference<Boolean> interrupted = new AtomicReference<>();
    Thread stopper =
        new Thread(
            () -> {
              slow.stop();
              interrupted.set(Thread.currentThread().isInterrupted());
            });
    stopper.start();
    awaitWaiting(stopper);
    stopper.interrupt();
    mayEnd.countDown();
    stopper.join();

    assertThat(interrupted).hasValue(true);
  }

  @Test
  void stopAndStartMayBeCalledTwice() throws InterruptedException {
    loop.start();
    loop.start();
    assertThat(turns.take()).isEqualTo(1);
    loop.stop();
    loop.stop();
    loop.start();
    loop.signal();

    assertThat(turns).isEmpty();
  }

  @Test
  void loopThatWasStoppedBeforeItsStartNeverRuns() {
    loop.stop();
    loop.start();
    loop.signal();
    loop.stop();

    assertThat(turn).hasValue(0);
  }

  private static void awaitUninterruptibly(CountDownLatch latch) {
    try {
      if (!latch.await(20, TimeUnit.SECONDS)) {
        throw new AssertionError("nobody opened the latch");
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static void awaitWaiting(Thread thread) {
    while (thread.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }
  }
}
