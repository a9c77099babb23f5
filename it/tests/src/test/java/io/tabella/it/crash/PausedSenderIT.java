package io.tabella.it.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.tabella.it.kit.MySqlServer;
import io.tabella.it.kit.NodeProcess;
import io.tabella.it.kit.TestDatabase;
import jakarta.jms.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A sender's JVM stands still in the middle of a database transaction, with its locks held. */
class PausedSenderIT {

  private static final int PAUSES = 3;
  private static final int THREADS = 4;
  private static final String LOGIN = "tabella_paused";
  private static final String PASSWORD = "paused";

  /** Transactions that wait for their client: the only ones that nobody ends. */
  private static final String OPEN_TRANSACTIONS =
      """
      SELECT COUNT(*) FROM information_schema.innodb_trx t
      JOIN information_schema.processlist p ON p.id = t.trx_mysql_thread_id
      WHERE p.user = '%s' AND p.command = 'Sleep' AND t.trx_rows_modified > 0
      """
          .formatted(LOGIN);

  /** Statements that wait for somebody who holds the table. */
  private static final String BLOCKED_STATEMENTS =
      """
      SELECT COUNT(*) FROM information_schema.processlist
      WHERE user = '%s' AND state = 'Waiting for table metadata lock'
      """
          .formatted(LOGIN);

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
   * So whoever is paused at the table's door wakes up inside a transaction, wherever the clock
   * would have caught it.
   */
  private void pauseInsideTransaction(NodeProcess sender) throws SQLException {
    try (var connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("LOCK TABLES tabella_queue_entry READ");
      Eventually.eventually(
          () -> "a sender waits for the table", () -> cluster.ask(BLOCKED_STATEMENTS) > 0);
      sender.pause();
      statement.execute("UNLOCK TABLES");
    }
    Eventually.eventually(
        () -> "the sender stands still inside a transaction",
        () -> cluster.ask(OPEN_TRANSACTIONS) > 0);
  }

  private void awaitReaped() {
    Eventually.eventually(() -> "the paused node is reaped", () -> cluster.members() == 1);
    assertThat(cluster.ask(OPEN_TRANSACTIONS)).isZero();
  }

  private static void finish(NodeProcess sender) throws InterruptedException {
    sender.awaitLine(line -> line.startsWith("committed"), Eventually.LIMIT);
    sender.send("stop");
    sender.awaitLine("finished"::equals, Eventually.LIMIT);
  }
}
