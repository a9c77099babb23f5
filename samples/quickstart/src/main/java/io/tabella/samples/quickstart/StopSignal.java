package io.tabella.samples.quickstart;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Asks all threads to end after the transaction they are in. Any thread may use it. */
final class StopSignal {

  private final CountDownLatch given = new CountDownLatch(1);
  private final CountDownLatch obeyed = new CountDownLatch(1);

  /** One that Ctrl-C gives, too; the JVM then waits until it is obeyed. */
  static StopSignal onInterrupt() {
    StopSignal signal = new StopSignal();
    Runtime.getRuntime().addShutdownHook(new Thread(signal::giveAndWait, "stop"));
    return signal;
  }

  void give() {
    given.countDown();
  }

  boolean isGiven() {
    return given.getCount() == 0;
  }

  /** Waits for the signal; tells whether it was given in time. */
  boolean await(Duration limit) throws InterruptedException {
    return given.await(limit.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Everything is closed. */
  void obey() {
    obeyed.countDown();
  }

  private void giveAndWait() {
    give();
    try {
      obeyed.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
