package io.tabella.it.jms;

import static org.assertj.core.api.Assertions.assertThat;

import io.tabella.it.kit.Databases;
import jakarta.jms.Connection;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import jakarta.jms.TemporaryQueue;
import jakarta.jms.TemporaryTopic;
import jakarta.jms.Topic;
import java.lang.management.ManagementFactory;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whatever is made and closed again and again leaves nothing behind: no heap, thread or row. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
final class CyclesTest extends JmsBehaviour {

  /** What only lives in this JVM. */
  private static final int MANY = 10_000;

  /** What writes to the database. */
  private static final int SOME = 500;

  /** Less than a hundred bytes for each cycle; the garbage collector is not exact. */
  private static final long HEAP = 2L << 20;

  private interface Cycle {
    void run() throws JMSException;
  }

  private void leavesNothing(int cycles, Cycle cycle) throws Exception {
    run(cycles / 10, cycle);
    long heap = heap();
    int threads = Thread.activeCount();
    long rows = rows();
    run(cycles, cycle);
    assertThat(rows()).as("rows").isEqualTo(rows);
    assertThat(Thread.activeCount()).as("threads").isLessThanOrEqualTo(threads + 2);
    // What the embedded database keeps of what is written lies in this heap, too.
    if (cycles == MANY || databases != Databases.H2) {
      assertThat(heap()).as("heap").isLessThan(heap + HEAP);
    }
  }

  private static void run(int cycles, Cycle cycle) throws JMSException {
    for (int i = 0; i < cycles; i++) {
      cycle.run();
    }
  }

  /** The lowest of some looks: what is garbage by then may take several collections. */
  private static long heap() {
    long lowest = Long.MAX_VALUE;
    for (int i = 0; i < 5; i++) {
      System.gc();
      lowest = Math.min(lowest, ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
    }
    return lowest;
  }

  private long rows() throws SQLException {
    long rows = 0;
    for (String table :
        new String[] {
          "destination",
          "node_queue",
          "queue_entry",
          "subscription",
          "subscription_cursor",
          "subscription_range",
          "topic_publisher",
          "topic_log",
          "topic",
          "message_group",
          "client_id"
        }) {
      rows += rig.ask("SELECT COUNT(*) FROM tabella_" + table);
    }
    return rows;
  }

  @Test
  void sessions() throws Exception {
    Connection connection = rig.connect();
    leavesNothing(MANY, () -> connection.createSession().close());
  }

  @Test
  void producers() throws Exception {
    Queue queue = rig.newQueue();
    Session session = rig.autoSession();
    leavesNothing(MANY, () -> session.createProducer(queue).close());
  }

  @Test
  void consumersOfQueues() throws Exception {
    Queue queue = rig.newQueue();
    Session session = rig.autoSession();
    leavesNothing(MANY, () -> session.createConsumer(queue).close());
  }

  @Test
  void consumersWithSelectorsOfTheirOwn() throws Exception {
    Queue queue = rig.newQueue();
    Session session = rig.autoSession();
    int[] number = new int[1];
    leavesNothing(
        MANY,
        () -> session.createConsumer(queue, "JMSCorrelationID = 'c" + number[0]++ + "'").close());
  }

  @Test
  void browsers() throws Exception {
    Queue queue = rig.newQueue();
    Session session = rig.autoSession();
    leavesNothing(MANY, () -> session.createBrowser(queue).close());
  }

  @Test
  void contexts() throws Exception {
    try (JMSContext first = rig.factory().createContext()) {
      leavesNothing(MANY, () -> first.createContext(JMSContext.AUTO_ACKNOWLEDGE).close());
    }
  }

  @Test
  void connections() throws Exception {
    rig.connect();
    leavesNothing(MANY, () -> rig.factory().createConnection().close());
  }

  @Test
  void consumersOfTopics() throws Exception {
    Topic topic = rig.newTopic();
    Session session = rig.autoSession();
    leavesNothing(SOME, () -> session.createConsumer(topic).close());
  }

  @Test
  void durableSubscriptions() throws Exception {
    Topic topic = rig.newTopic();
    Session session = rig.connectAs("cycles").createSession();
    leavesNothing(
        SOME,
        () -> {
          session.createDurableConsumer(topic, "d").close();
          session.unsubscribe("d");
        });
  }

  @Test
  void temporaryQueuesWithMessages() throws Exception {
    Session session = rig.autoSession();
    leavesNothing(
        SOME,
        () -> {
          TemporaryQueue queue = session.createTemporaryQueue();
          Rig.send(session, queue, "a");
          queue.delete();
        });
  }

  @Test
  void temporaryTopics() throws Exception {
    Session session = rig.autoSession();
    leavesNothing(
        SOME,
        () -> {
          TemporaryTopic topic = session.createTemporaryTopic();
          session.createConsumer(topic).close();
          topic.delete();
        });
  }
}
