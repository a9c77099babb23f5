package io.tabella.engine.transaction;

import org.jspecify.annotations.Nullable;

/**
 * On which terms a message goes to a queue.
 *
 * @param attempts deliveries that have failed already
 * @param once what makes it a duplicate; null if nothing does
 * @param lastValue the key, at most 500 characters, of which the queue keeps the newest message
 *     only; null if it keeps this one in any case
 */
public record Terms(int attempts, @Nullable Once once, @Nullable String lastValue) {

  /** The first attempt of a message that stays. */
  public static final Terms NONE = new Terms(0, null, null);

  /** Deliveries have failed already. */
  public static Terms failed(int attempts) {
    return attempts == 0 ? NONE : new Terms(attempts, null, null);
  }
}
