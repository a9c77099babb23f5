package io.tabella.store.jdbc;

/**
 * How much goes into a row, a chunk and a statement, in bytes.
 *
 * @param inline bodies up to here stay in their row
 * @param chunk larger ones are cut into chunks of this
 * @param statement what a statement of many rows may have
 */
record StatementLimits(int inline, int chunk, long statement) {

  private static final int LARGEST_INLINE = 64 << 10;
  private static final int LARGEST_CHUNK = 256 << 10;

  /** Limits for a database whose statements may have so many bytes. */
  static StatementLimits of(long largestStatement) {
    return new StatementLimits(
        (int) Math.min(LARGEST_INLINE, largestStatement / 4),
        (int) Math.min(LARGEST_CHUNK, largestStatement / 2),
        largestStatement);
  }
}
