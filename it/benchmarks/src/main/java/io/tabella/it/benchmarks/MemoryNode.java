package io.tabella.it.benchmarks;

import io.tabella.it.benchmarks.jms.Commits;
import io.tabella.it.benchmarks.jms.Database;
import io.tabella.it.benchmarks.jms.Target;
import io.tabella.it.benchmarks.measure.Crowd;
import java.lang.management.ManagementFactory;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A JVM with a small heap that lets messages wait, in three steps, then receives some; after each
 * step it prints how much of the heap is in use.
 */
public final class MemoryNode {

  private static final int STEPS = 3;
  private static final int RECEIVED_STEPS = 2;
  private static final int SENDERS = 4;

  private MemoryNode() {}

  /** Arguments: URL, user, password, messages in a step. */
  public static void main(String[] arguments) throws Exception {
    int step = Integer.parseInt(arguments[3]);
    try (Target target = new Database(arguments[0], arguments[1], arguments[2]).open()) {
      tell(0);
      for (int i = 1; i <= STEPS; i++) {
        AtomicInteger left = new AtomicInteger(step);
        Crowd.rateOfAll(target.senders(SENDERS, Commits.transacted(100), left));
        tell(i * step);
      }
      for (int i = 1; i <= RECEIVED_STEPS; i++) {
        AtomicInteger left = new AtomicInteger(step / 10);
        Crowd.rateOfAll(target.receivers(1, Commits.AUTO, left));
        tell(STEPS * step - i * step / 10);
      }
    }
    System.out.println("end");
  }

  private static void tell(int waiting) {
    System.gc();
    long used = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    System.out.println("heap " + waiting + " " + used);
  }
}
