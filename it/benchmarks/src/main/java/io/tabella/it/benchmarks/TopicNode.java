package io.tabella.it.benchmarks;

import io.tabella.it.benchmarks.jms.Database;
import io.tabella.it.benchmarks.jms.Receiver;
import io.tabella.it.benchmarks.jms.TopicTarget;
import io.tabella.it.benchmarks.measure.Crowd;
import io.tabella.it.benchmarks.measure.Pace;
import java.time.Duration;
import java.util.List;

/**
 * Another JVM with durable subscribers: prints {@code ready}, begins to measure at a line, prints
 * {@code rate N}, and ends at the next line.
 */
public final class TopicNode {

  private TopicNode() {}

  /** Arguments: URL, user, password, subscribers, milliseconds to warm up and to measure. */
  public static void main(String[] arguments) throws Exception {
    Database database = new Database(arguments[0], arguments[1], arguments[2]);
    int count = Integer.parseInt(arguments[3]);
    Pace pace =
        new Pace(
            Duration.ofMillis(Long.parseLong(arguments[4])),
            Duration.ofMillis(Long.parseLong(arguments[5])));
    try (TopicTarget target = TopicTarget.open(database, "elsewhere")) {
      List<Receiver> subscribers = target.subscribers(count);
      System.out.println("ready");
      int begin = System.in.read();
      try (Crowd crowd = Crowd.start(subscribers)) {
        System.out.println("rate " + Math.round(begin < 0 ? 0 : crowd.rate(pace)));
      }
      target.unsubscribe(count);
    }
    System.out.println("end");
  }
}
