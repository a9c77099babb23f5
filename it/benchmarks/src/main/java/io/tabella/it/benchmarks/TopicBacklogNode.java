package io.tabella.it.benchmarks;

import io.tabella.it.benchmarks.jms.Commits;
import io.tabella.it.benchmarks.jms.Database;
import io.tabella.it.benchmarks.jms.TopicTarget;
import io.tabella.it.benchmarks.measure.Crowd;
import java.lang.management.ManagementFactory;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A JVM with a small heap that publishes for a subscriber that stays away, in ten steps; then the
 * subscriber catches up. After each step it prints the rate, and how much of the heap is in use.
 */
public final class TopicBacklogNode {

  private static final int STEPS = 10;
  private static final int PUBLISHERS = 4;
  private static final Commits PUBLISHING = Commits.transacted(100);

  private TopicBacklogNode() {}

  /** Arguments: URL, user, password, messages in a step. */
  public static void main(String[] arguments) throws Exception {
    Database database = new Database(arguments[0], arguments[1], arguments[2]);
    int step = Integer.parseInt(arguments[3]);
    try (TopicTarget target = TopicTarget.open(database, "backlog")) {
      target.subscribers(1).get(0).close();
      for (int i = 1; i <= STEPS; i++) {
        AtomicInteger left = new AtomicInteger(step);
        tell(i * step, Crowd.rateOfAll(target.publishers(PUBLISHERS, PUBLISHING, left)));
      }
      AtomicInteger left = new AtomicInteger(STEPS * step);
      tell(0, Crowd.rateOfAll(target.subscribers(1, left)));
      target.unsubscribe(1);
    }
    System.out.println("end");
  }

  private static void tell(int waiting, double rate) {
    System.gc();
    long used = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    System.out.println("waiting " + waiting + " " + Math.round(rate) + " " + used);
  }
}
