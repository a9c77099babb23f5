package io.tabella.it.kit;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for what must come true sooner or later; the limit only ends what hangs. */
public final class Eventually {

  /** For whatever a test waits for. */
  public static final Duration LIMIT = Duration.ofSeconds(90);

  private static final long LOOK_NANOS = Duration.ofMillis(10).toNanos();

  private Eventually() {}

  /**
   * Returns when the condition holds.
   *
   * @param otherwise what to say if it never does
   */
  public static void eventually(Supplier<String> otherwise, BooleanSupplier condition) {
    long deadline = System.nanoTime() + LIMIT.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("Not within " + LIMIT + ": " + otherwise.get());
      }
      LockSupport.parkNanos(LOOK_NANOS);
    }
  }

  /** Calls what may throw what the caller cannot do anything about. */
  public static <T> T unchecked(Callable<T> call) {
    try {
      return call.call();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
