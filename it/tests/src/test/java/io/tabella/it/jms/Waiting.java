package io.tabella.it.jms;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Waits for what must come; a test that waits for too long fails. */
final class Waiting {

  private Waiting() {}

  static <T> T take(BlockingQueue<T> queue) throws InterruptedException {
    T next = queue.poll(Rig.LONG, TimeUnit.MILLISECONDS);
    assertThat(next).as("something").isNotNull();
    return next;
  }

  /** Also in listeners, which must not throw what is checked. */
  static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(Rig.LONG, TimeUnit.MILLISECONDS)).as("the latch").isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
