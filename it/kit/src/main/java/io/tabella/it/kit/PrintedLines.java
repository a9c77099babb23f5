package io.tabella.it.kit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The lines that a process has printed so far. One thread adds, any thread waits for one. */
final class PrintedLines {

  private final ReentrantLock linesLock = new ReentrantLock();
  private final Condition changed = linesLock.newCondition();
  private final List<String> lines = new ArrayList<>();
  private int unseen;
  private boolean ended;

  void add(String line) {
    change(() -> lines.add(line));
  }

  /** No line will follow. */
  void end() {
    change(() -> ended = true);
  }

  boolean haveEnded() {
    linesLock.lock();
    try {
      return ended;
    } finally {
      linesLock.unlock();
    }
  }

  List<String> soFar() {
    linesLock.lock();
    try {
      return List.copyOf(lines);
    } finally {
      linesLock.unlock();
    }
  }

  /**
   * The first such line after the one that the call before returned; null if the lines end or the
   * time is up without one, and then the next call looks at the same lines again.
   */
  @Nullable String await(Predicate<String> wanted, Duration limit) throws InterruptedException {
    long nanos = limit.toNanos();
    linesLock.lock();
    try {
      for (int next = unseen; ; next++) {
        while (next == lines.size()) {
          if (ended || nanos <= 0) {
            return null;
          }
          nanos = changed.awaitNanos(nanos);
        }
        if (wanted.test(lines.get(next))) {
          unseen = next + 1;
          return lines.get(next);
        }
      }
    } finally {
      linesLock.unlock();
    }
  }

  private void change(Runnable change) {
    linesLock.lock();
    try {
      change.run();
      changed.signalAll();
    } finally {
      linesLock.unlock();
    }
  }
}
