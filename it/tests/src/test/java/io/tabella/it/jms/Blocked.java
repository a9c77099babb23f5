package io.tabella.it.jms;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A call in a thread of its own that is waiting for something when the test goes on. */
final class Blocked<T> {

  private final CompletableFuture<T> result = new CompletableFuture<>();

  private Blocked() {}

  /** Calls, and returns when the call waits. */
  static <T extends @Nullable Object> Blocked<T> in(Callable<T> call) {
    Blocked<T> blocked = new Blocked<>();
    Thread thread = new Thread(() -> blocked.run(call));
    thread.start();
    while (!isWaiting(thread)) {
      assertThat(thread.isAlive()).as("the call has not returned").isTrue();
      Thread.onSpinWait();
    }
    return blocked;
  }

  private static boolean isWaiting(Thread thread) {
    return thread.getState() == Thread.State.WAITING;
  }

  private void run(Callable<T> call) {
    try {
      result.complete(call.call());
    } catch (Exception e) {
      result.completeExceptionally(e);
    }
  }

  /** What it returns in the end. */
  T result() throws Exception {
    return result.get(Rig.LONG, TimeUnit.MILLISECONDS);
  }
}
