package io.tabella.engine;

import static io.tabella.engine.Faults.Point.COMMIT;
import static io.tabella.engine.Faults.Who.CLAIMER;
import static io.tabella.engine.Faults.Who.LANE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import io.tabella.engine.delivery.Delivery;
import io.tabella.engine.dispatch.QueueReader;
import io.tabella.engine.transaction.UnitOfWork;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Many readers that wait, give up waiting, stop, start and go, on a node whose threads run. Time
 * stands still, so that no poll ever comes to the rescue: one lost wake-up, and the test hangs.
 */
@Timeout(value = 60, threadMode = SEPARATE_THREAD)
@SuppressWarnings({
  "FutureReturnValueIgnored",
  "ThreadPriorityCheck"
}) // units show in the store; yields add interleavings
final class WakeUpStressTest {

  private static final String QUEUE = "orders";
  private static final int MESSAGES = 3_000;
  private static final int READERS = 10;
  private static final long GENEROUS_SECONDS = 40;

  @RegisterExtension final EngineKit kit = new EngineKit();

  private final TestNode node = kit.join(config -> config.lanes(2).prefetch(60));
  private final CountDownLatch left = new CountDownLatch(MESSAGES);
  private final Queue<String> failures = new ConcurrentLinkedQueue<>();
  private volatile boolean over;

  @Test
  void noWakeUpIsLostAmongManyRestlessReaders() throws InterruptedException {
    node.node().start();
    node.faults().plan(LANE, COMMIT, 20, Faults.conflict());
    node.faults().plan(CLAIMER, COMMIT, 5, Faults.unknown());
    List<Restless> readers = new ArrayList<>();
    for (int i = 0; i < READERS; i++) {
      readers.add(new Restless(i));
    }
    readers.forEach(Thread::start);
    for (int i = 0; i < MESSAGES; i++) {
      node.sendLater(i % 2, QUEUE, Messages.text("m" + i));
      if (i % 100 == 99) {
        // Let the readers run dry now and then: that is where wake-ups get lost.
        awaitAtMost(MESSAGES - i - 1);
      }
    }
    boolean all = left.await(GENEROUS_SECONDS, TimeUnit.SECONDS);
    over = true;
    readers.forEach(Restless::wake);
    for (Thread reader : readers) {
      reader.join();
    }

    assertThat(failures).isEmpty();
    assertThat(all).as("messages left: %s", left.getCount()).isTrue();
    node.stop();
  }

  private void awaitAtMost(int wanted) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(GENEROUS_SECONDS);
    while (left.getCount() > wanted && System.nanoTime() - deadline < 0 && failures.isEmpty()) {
      Thread.onSpinWait();
    }
  }

  private final class Restless extends Thread {

    private final Random random;
    private final Semaphore looks = new Semaphore(0);
    private QueueReader reader;

    Restless(int number) {
      super("restless-" + number);
      setDaemon(true);
      this.random = new Random(number);
      this.reader = attach();
    }

    private QueueReader attach() {
      QueueReader attached = node.dispatcher(QUEUE).attach(looks::release, node.lane(0));
      attached.activate();
      return attached;
    }

    void wake() {
      looks.release();
    }

    @Override
    public void run() {
      try {
        while (!over) {
          Delivery delivery = reader.poll();
          if (delivery == null) {
            restlessly();
          } else if (random.nextInt(8) == 0) {
            delivery.putBack();
          } else {
            acknowledge(delivery);
          }
        }
        reader.close();
      } catch (RuntimeException | InterruptedException e) {
        failures.add(e.toString());
      }
    }

    private void restlessly() throws InterruptedException {
      switch (random.nextInt(10)) {
        case 0 -> reader.stopWaiting();
        case 1 -> {
          reader.deactivate();
          reader.activate();
        }
        case 2 -> {
          reader.deactivate();
          reader = attach();
        }
        default -> {
          // Woken for nothing is allowed, not woken is not.
          looks.acquire();
        }
      }
    }

    private void acknowledge(Delivery delivery) {
      UnitOfWork unit = new UnitOfWork();
      delivery.acknowledgeIn(unit);
      String id = TestReader.id(delivery);
      CompletableFuture<Void> unused =
          node.lane(random.nextInt(2))
              .submit(unit)
              .whenComplete((done, failure) -> acknowledged(id, failure));
    }

    private void acknowledged(String id, @Nullable Throwable failure) {
      if (failure == null) {
        kit.books().acknowledged(id);
        left.countDown();
      } else {
        failures.add(failure.toString());
      }
    }
  }
}
