package io.tabella.it.kit;

import java.time.Duration;

/** Tells a person who waits what takes so long; standard output belongs to the program. */
final class Progress {

  private Progress() {}

  static void tell(String what) {
    System.err.println("[tabella-it-kit] " + what);
  }

  /** The time since a reading of {@link System#nanoTime()}. */
  static String since(long start) {
    return Duration.ofNanos(System.nanoTime() - start).toMillis() + " ms";
  }
}
