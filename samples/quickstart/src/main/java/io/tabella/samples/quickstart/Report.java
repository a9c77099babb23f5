package io.tabella.samples.quickstart;

import io.tabella.jms.TabellaConnectionFactory;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;

/** Tells what happens, on standard output; how far it is, on standard error. One thread. */
final class Report {

  private static final int NUMBERS_SHOWN = 5;
  private static final int WORKERS_SHOWN = 4;
  private static final double NANOS_PER_SECOND = 1e9;
  private static final long PROGRESS_NANOS = 1_000_000_000;

  private final TabellaConnectionFactory factory;
  private final StoredQueues stored;
  private final WorkLog log;
  private long start;
  private long nextProgress;

  Report(TabellaConnectionFactory factory, StoredQueues stored, WorkLog log) {
    this.factory = factory;
    this.stored = stored;
    this.log = log;
  }

  void begin() throws JMSException {
    print("Database     %s", factory.getUrl().replaceFirst("[?;].*", ""));
    print("Found there  %s", waiting());
    start = System.nanoTime();
    nextProgress = start + PROGRESS_NANOS;
  }

  /** A line in a second. */
  void progress(int ordersWaiting) {
    if (System.nanoTime() - nextProgress < 0) {
      return;
    }
    nextProgress += PROGRESS_NANOS;
    System.err.printf(
        Locale.ROOT,
        "%4.0f s  sent %,d  waiting %,d  accepted %,d  (%,.0f orders/s)%n",
        seconds(),
        log.ordersSent(),
        ordersWaiting,
        log.ordersAccepted(),
        log.ordersAccepted() / seconds());
  }

  /** Tells what was done, and what is stored. */
  void end() throws JMSException {
    double seconds = seconds();
    print("Sent         %,d orders", log.ordersSent());
    print("Accepted     %,d orders%s", log.ordersAccepted(), byWorker());
    print("Rolled back  %,d deliveries", log.deliveriesRolledBack());
    print("Rate         %,.0f orders/s in %.1f s", log.ordersAccepted() / seconds, seconds);
    print("Stored now   %s", waiting());
  }

  /** Tells which orders were given up, and why. */
  void deadLetters(Connection connection) throws JMSException {
    String queue = factory.getDeadLetterQueue();
    DeadLetters letters = DeadLetters.read(connection, queue, stored.count(queue));
    if (!letters.ordersByReason().isEmpty()) {
      print("In the dead-letter queue %s:", queue);
      letters
          .ordersByReason()
          .forEach((reason, orders) -> print("  %s: orders %s", reason, shown(orders)));
    }
  }

  private String waiting() throws JMSException {
    return String.format(
        Locale.ROOT,
        "%,d orders to be handled, %,d confirmations, %,d dead letters",
        stored.count(Queues.ORDERS),
        stored.count(Queues.CONFIRMATIONS),
        stored.count(factory.getDeadLetterQueue()));
  }

  private String byWorker() {
    Map<String, LongAdder> accepted = log.acceptedByWorker();
    if (accepted.size() > WORKERS_SHOWN) {
      return " by " + accepted.size() + " workers";
    }
    return accepted.entrySet().stream()
        .map(
            entry ->
                String.format(Locale.ROOT, ", %,d by %s", entry.getValue().sum(), entry.getKey()))
        .collect(Collectors.joining());
  }

  private static String shown(List<Integer> orders) {
    String numbers =
        orders.stream().limit(NUMBERS_SHOWN).map(String::valueOf).collect(Collectors.joining(", "));
    int more = orders.size() - NUMBERS_SHOWN;
    return more > 0 ? numbers + " and " + more + " more" : numbers;
  }

  private double seconds() {
    return (System.nanoTime() - start) / NANOS_PER_SECOND;
  }

  private static void print(String format, Object... values) {
    System.out.printf(Locale.ROOT, format + "%n", values);
  }
}
