package io.tabella.it.benchmarks.plain;

import org.jspecify.annotations.Nullable;

/**
 * How a database likes to be spoken to; found by trying.
 *
 * @param rowsPerInsert rows in one INSERT at most; 1 for a JDBC batch of single rows
 * @param keysPerStatement keys in one UPDATE or DELETE at most; 1 for a JDBC batch of single keys
 * @param locking what ends a SELECT of the rows to claim
 * @param flush what to run after each commit; null if the database flushes it by itself
 * @param urlParameters what the URL needs for it
 */
public record Gestures(
    int rowsPerInsert,
    int keysPerStatement,
    String locking,
    @Nullable String flush,
    String urlParameters) {

  /** For MySQL. */
  public static Gestures mySql() {
    return new Gestures(
        1_000,
        125,
        "FOR UPDATE SKIP LOCKED",
        null,
        "&useServerPrepStmts=true&cachePrepStmts=true&useLocalSessionState=true");
  }

  /** For H2 in this JVM. */
  public static Gestures h2() {
    return new Gestures(1, 1, "", "CHECKPOINT SYNC", "");
  }
}
