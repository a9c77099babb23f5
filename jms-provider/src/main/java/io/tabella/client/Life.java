package io.tabella.client;

import jakarta.jms.IllegalStateException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;

/** The life of a connection, session, producer or consumer. For all threads. */
final class Life {

  private enum Stage {
    /** Usable. */
    OPEN,
    /** Nothing new is delivered; listeners that are running may still use everything. */
    CLOSING,
    /** Refuses whatever is asked. */
    CLOSED
  }

  private final String what;
  private final AtomicReference<Stage> stage = new AtomicReference<>(Stage.OPEN);
  private final CompletableFuture<Void> closed = new CompletableFuture<>();

  /**
   * A life that begins.
   *
   * @param what whose it is, for messages: "connection"
   */
  Life(String what) {
    this.what = what;
  }

  String what() {
    return what;
  }

  boolean isOpen() {
    return stage.get() == Stage.OPEN;
  }

  boolean isClosed() {
    return stage.get() == Stage.CLOSED;
  }

  /**
   * Refuses a call on something closed.
   *
   * @throws IllegalStateException if it is
   */
  void check() throws IllegalStateException {
    if (isClosed()) {
      throw new IllegalStateException("This " + what + " is closed.", "CLOSED");
    }
  }

  /** OPEN to CLOSING. True for one caller only, which has to close, and call {@link #end}. */
  boolean beginClosing() {
    return stage.compareAndSet(Stage.OPEN, Stage.CLOSING);
  }

  /** To CLOSED. */
  void end() {
    stage.set(Stage.CLOSED);
    closed.complete(null);
  }

  /** Waits until somebody else has closed it. */
  void awaitEnd() {
    closed.join();
  }
}
