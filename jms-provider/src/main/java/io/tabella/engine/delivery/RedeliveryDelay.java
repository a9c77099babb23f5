package io.tabella.engine.delivery;

/**
 * How long a message waits after a delivery that has failed, before the next one.
 *
 * @param firstMillis after the first; 0: never
 * @param multiplier by how much longer after each further one; at least 1
 * @param longestMillis but never longer than this
 * @param jitter by what part of it the wait is shorter or longer at random; 0 to 1
 */
public record RedeliveryDelay(
    long firstMillis, double multiplier, long longestMillis, double jitter) {

  /** At once. */
  public static final RedeliveryDelay NONE = new RedeliveryDelay(0, 1, 0, 0);

  public RedeliveryDelay {
    if (firstMillis < 0 || longestMillis < 0 || multiplier < 1 || jitter < 0 || jitter > 1) {
      throw new IllegalArgumentException(
          "a delay of "
              + firstMillis
              + " ms, times "
              + multiplier
              + ", at most "
              + longestMillis
              + " ms, jitter "
              + jitter
              + " is not possible");
    }
  }

  /**
   * Milliseconds to wait.
   *
   * @param failed how many deliveries have failed; at least 1
   * @param random from 0 to 1
   */
  long millisAfter(int failed, double random) {
    double grown = Math.min(firstMillis * Math.pow(multiplier, failed - 1), (double) longestMillis);
    return Math.round(grown * (1 + jitter * (2 * random - 1)));
  }
}
