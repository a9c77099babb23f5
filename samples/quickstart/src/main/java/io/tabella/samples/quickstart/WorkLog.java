package io.tabella.samples.quickstart;

import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;

/** What this JVM has done since it started. All its threads write here. */
final class WorkLog {

  private final boolean tellingEach;
  private final LongAdder sent = new LongAdder();
  private final LongAdder rolledBack = new LongAdder();
  private final Map<String, LongAdder> acceptedBy = new ConcurrentSkipListMap<>();

  /**
   * Empty.
   *
   * @param tellingEach whether each order is told on standard output
   */
  WorkLog(boolean tellingEach) {
    this.tellingEach = tellingEach;
  }

  void sent(int orders) {
    sent.add(orders);
  }

  void takes(String worker, int order) {
    tell(worker, "takes", order);
  }

  void accepted(String worker, int order) {
    acceptedBy.computeIfAbsent(worker, name -> new LongAdder()).increment();
    tell(worker, "accepted", order);
  }

  void rolledBack(String worker, int order) {
    rolledBack.increment();
    tell(worker, "rolled back", order);
  }

  long ordersSent() {
    return sent.sum();
  }

  long ordersAccepted() {
    return acceptedBy.values().stream().mapToLong(LongAdder::sum).sum();
  }

  /** One order can be rolled back several times. */
  long deliveriesRolledBack() {
    return rolledBack.sum();
  }

  Map<String, LongAdder> acceptedByWorker() {
    return acceptedBy;
  }

  private void tell(String worker, String what, int order) {
    if (tellingEach) {
      System.out.println(worker + " " + what + " " + order);
    }
  }
}
