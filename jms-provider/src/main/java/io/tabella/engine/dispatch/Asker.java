package io.tabella.engine.dispatch;

import java.util.concurrent.CompletableFuture;

/** Who waits for a scan that begins after the question. */
final class Asker extends CompletableFuture<Void> {

  private static final long UNKNOWN = -1;

  private long pass = UNKNOWN;

  /** The number of the first pass through the queue that answers the question, once it is known. */
  void pass(long number) {
    if (pass == UNKNOWN) {
      pass = number;
    }
  }

  long pass() {
    return pass;
  }
}
