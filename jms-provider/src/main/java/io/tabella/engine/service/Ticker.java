package io.tabella.engine.service;

/** Time that only passes: for intervals within this JVM. Tests set it. */
@FunctionalInterface
public interface Ticker {

  /** Nanoseconds since some moment; only differences mean something. */
  long nanos();

  /** The JVM's own. */
  static Ticker system() {
    return System::nanoTime;
  }
}
