package io.tabella.it.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.tabella.it.crash.role.CrashPoint;
import io.tabella.it.crash.role.Mover;
import io.tabella.it.kit.Databases;
import io.tabella.it.kit.Eventually;
import io.tabella.it.kit.NodeProcess;
import io.tabella.it.kit.TestDatabase;
import jakarta.jms.Connection;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A JVM halts at each point of a global transaction over Tabella and another resource; Narayana in
 * its successor ends what it has left. Each message is moved once, wherever that was.
 */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class GlobalTransactionIT {

  private static final int KILLED = 137;
  private static final int MESSAGES = CrashPoint.values().length + 2;

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"JMS_FIRST", "DATABASE_FIRST"})
  void whereverItIsCutOffEachMessageIsMovedOnce(String order) throws Exception {
    TestDatabase database = Databases.MYSQL.create("global");
    try (Cluster cluster = new Cluster(database);
        TestDatabase other = Databases.MYSQL.create("other")) {
      execute(other, "CREATE TABLE moved (id INT AUTO_INCREMENT PRIMARY KEY, message VARCHAR(20))");
      List<String> sent = cluster.send("in", MESSAGES);
      subscribe(cluster);
      NodeProcess mover = start(cluster, other, order);
      int moved = 0;
      for (CrashPoint point : CrashPoint.values()) {
        mover.send("move " + order + " " + point);
        if (point == CrashPoint.NONE) {
          awaitDone(mover);
        } else {
          assertThat(mover.waitForExit(Eventually.LIMIT)).as(point + "").isEqualTo(KILLED);
          mover = start(cluster, other, order);
        }
        recover(mover, cluster, other);
        moved += point.isDecided() ? 1 : 0;
        assertThat(cluster.storedIn("in")).as("in, " + point).isEqualTo(MESSAGES - moved);
        assertThat(cluster.storedIn("out")).as("out, " + point).isEqualTo(moved);
        assertThat(texts(other, "SELECT message FROM moved")).as("moved, " + point).hasSize(moved);
      }
      moveTheRest(mover, cluster, order);
      assertThat(texts(other, "SELECT message FROM moved"))
          .containsExactlyInAnyOrderElementsOf(sent);
      assertThat(cluster.drain("out")).containsExactlyInAnyOrderElementsOf(sent);
      assertThat(published(cluster)).containsExactlyInAnyOrderElementsOf(sent);
      assertThat(cluster.ask("SELECT COUNT(*) FROM tabella_staged")).isZero();
    }
  }

  private NodeProcess start(Cluster cluster, TestDatabase other, String order)
      throws InterruptedException {
    NodeProcess mover =
        cluster.start(
            Mover.class,
            cluster.url(),
            other.jdbcUrl(),
            other.user(),
            other.password(),
            folder.resolve(order).toString());
    mover.awaitLine("ready"::equals, Eventually.LIMIT);
    return mover;
  }

  private static void awaitDone(NodeProcess mover) throws InterruptedException {
    assertThat(mover.awaitLine(line -> line.startsWith("did "), Eventually.LIMIT)).isNotNull();
  }

  private static void recover(NodeProcess mover, Cluster cluster, TestDatabase other)
      throws Exception {
    long begin = System.nanoTime();
    do {
      mover.send("recover");
      awaitDone(mover);
      assertThat(System.nanoTime() - begin).as("in doubt").isLessThan(Eventually.LIMIT.toNanos());
    } while (cluster.ask("SELECT COUNT(*) FROM tabella_branch") > 0
        || !texts(other, "XA RECOVER").isEmpty());
  }

  /** What was in a dead JVM's hands comes when its lease is over. */
  private static void moveTheRest(NodeProcess mover, Cluster cluster, String order)
      throws InterruptedException {
    while (cluster.storedIn("in") > 0) {
      mover.send("move " + order + " " + CrashPoint.NONE);
      awaitDone(mover);
    }
  }

  private static void subscribe(Cluster cluster) throws Exception {
    try (Connection connection = cluster.connect();
        Session session = connection.createSession()) {
      session.createSharedDurableConsumer(session.createTopic("moves"), "audit").close();
    }
  }

  private static List<String> published(Cluster cluster) throws Exception {
    List<String> texts = new ArrayList<>();
    try (Connection connection = cluster.connect();
        Session session = connection.createSession();
        MessageConsumer consumer =
            session.createSharedDurableConsumer(session.createTopic("moves"), "audit")) {
      for (Message next = consumer.receiveNoWait(); next != null; next = consumer.receiveNoWait()) {
        texts.add(next.getBody(String.class));
      }
    }
    return texts;
  }

  private static void execute(TestDatabase database, String sql) throws SQLException {
    try (java.sql.Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static List<String> texts(TestDatabase database, String sql) throws SQLException {
    List<String> texts = new ArrayList<>();
    try (java.sql.Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        texts.add(rows.getString(1));
      }
    }
    return texts;
  }
}
