package io.tabella.it.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.tabella.it.kit.Eventually;
import io.tabella.it.kit.MySqlServer;
import io.tabella.it.kit.NodeProcess;
import io.tabella.it.kit.TestDatabase;
import jakarta.jms.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A sender's JVM stands still in the middle of a database transaction, with its locks held. */
class PausedSenderIT {

  private static final int PAUSES = 3;
  private static final int THREADS = 4;
  private static final long TRANSACTIONS_SHOWN_NANOS = Duration.ofMillis(200).toNanos();
  private static final String LOGIN = "tabella_paused";
  private static final String PASSWORD = "paused";

  /** Transactions that have written something and not ended. */
  private static final String OPEN_TRANSACTIONS =
      """
      SELECT COUNT(*) FROM information_schema.innodb_trx t
      JOIN information_schema.processlist p ON p.id = t.trx_mysql_thread_id
      WHERE p.user = '%s' AND t.trx_rows_modified > 0
      """
          .formatted(LOGIN);

  /** Those of them that wait for somebody who holds the table. */
  private static final String BLOCKED_TRANSACTIONS =
      OPEN_TRANSACTIONS + " AND p.state = 'Waiting for table metadata lock'";

  private final TestDatabase database = MySqlServer.shared().createDatabase("paused_sender");
  private final Cluster cluster = new Cluster(database);

  /** A login of its own lets us see the sender's transactions. */
  @BeforeEach
  void createLogin() {
    String name = database.jdbcUrl().replaceAll(".*//[^/]+/([^?]+).*", "$1");
    MySqlServer.shared().createUser(LOGIN, PASSWORD, "ALL ON " + name + ".*");
  }

  @AfterEach
  void close() throws Exception {
    cluster.close();
    MySqlServer.shared().dropUser(LOGIN);
  }

  @Test
  void theServerEndsItsTransactionAndTheReaperGetsThrough() throws Exception {
    String url =
        Cluster.urlOf(
            new TestDatabase(database.jdbcUrl(), LOGIN, PASSWORD, database.removal()),
            "lanes=" + THREADS);
    try (Connection reaper = cluster.connect()) {
      NodeProcess sender = cluster.sender(url, THREADS, "orders", "invoices");
      sender.awaitLine(line -> line.startsWith("committed"), Eventually.LIMIT);
      for (int i = 0; i < PAUSES; i++) {
        pauseInsideTransaction(sender);
        awaitReaped();
        sender.resume();
        sender.awaitLine("reconnected"::equals, Eventually.LIMIT);
      }
      finish(sender);

      List<String> orders = cluster.drain("orders");
      Sent.by(List.of(sender)).assertKept(orders);
      Sent.assertSame(orders, cluster.drain("invoices"));
      assertThat(reaper.getExceptionListener()).isNull();
    }
  }

  /**
   * A batch has advanced its ledger when it comes to the table, and cannot commit before it is in.
   * So whoever is paused at the table's door is inside a transaction, and wakes up there. The door
   * stays shut until that was seen: once it is open, the server ends the transaction soon.
   */
  private void pauseInsideTransaction(NodeProcess sender) throws SQLException {
    try (var connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("LOCK TABLES tabella_queue_entry READ");
      Eventually.eventually(
          () -> "a sender waits for the table", () -> count(BLOCKED_TRANSACTIONS) > 0);
      sender.pause();
      assertThat(count(BLOCKED_TRANSACTIONS)).isPositive();
      statement.execute("UNLOCK TABLES");
    }
  }

  /**
   * InnoDB shows its transactions as they were at the last look, unless nobody has looked for 100
   * ms: who looks more often than that sees the first answer for ever.
   */
  private long count(String transactions) {
    LockSupport.parkNanos(TRANSACTIONS_SHOWN_NANOS);
    return cluster.ask(transactions);
  }

  private void awaitReaped() {
    Eventually.eventually(() -> "the paused node is reaped", () -> cluster.members() == 1);
    assertThat(count(OPEN_TRANSACTIONS)).isZero();
  }

  private static void finish(NodeProcess sender) throws InterruptedException {
    sender.awaitLine(line -> line.startsWith("committed"), Eventually.LIMIT);
    sender.send("stop");
    sender.awaitLine("finished"::equals, Eventually.LIMIT);
  }
}
