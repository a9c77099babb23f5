package io.tabella.it.benchmarks.report;

/** A bar on standard error, for somebody who waits. Not for several threads. */
public final class Progress {

  private static final int WIDTH = 30;
  private static final int TEXT = 70;

  private final int steps;
  private int done;

  /** At the beginning of so many steps. */
  public Progress(int steps) {
    this.steps = steps;
  }

  /** Tells the step that begins. */
  public void next(String what) {
    int filled = Math.min(WIDTH, WIDTH * done / steps);
    done++;
    System.err.printf(
        "\r[%s%s] %d/%d %-" + TEXT + "." + TEXT + "s",
        "#".repeat(filled),
        " ".repeat(WIDTH - filled),
        done,
        steps,
        what);
    System.err.flush();
  }

  /** Leaves the line. */
  public void end() {
    System.err.println();
  }
}
