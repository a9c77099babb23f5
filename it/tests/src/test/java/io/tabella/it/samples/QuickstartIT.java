package io.tabella.it.samples;

import static org.assertj.core.api.Assertions.assertThat;

import io.tabella.it.kit.Databases;
import io.tabella.it.kit.NodeCommand;
import io.tabella.it.kit.NodeProcess;
import io.tabella.it.kit.TestDatabase;
import io.tabella.samples.quickstart.Quickstart;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class QuickstartIT {

  private static final Duration LIMIT = Duration.ofMinutes(3);

  @Test
  void secondRunGoesOnFromTheStoredData() throws Exception {
    try (TestDatabase database = Databases.H2.create("quickstart")) {
      List<String> first = runToEnd(database);
      assertThat(first).anyMatch(line -> line.startsWith("Rate "));
      assertThat(first).anyMatch(line -> line.contains("The quantity is 0: orders 131, 1592"));

      List<String> second = runToEnd(database);
      assertThat(second)
          .contains(
              "Found there  0 orders to be handled, 9,979 confirmations, 21 dead letters",
              "Stored now   0 orders to be handled, 19,958 confirmations, 42 dead letters");
      assertEachOrderIsHandledOnce(Shelf.empty(database), 2);
    }
  }

  @Test
  void interruptedProgramGoesOnWithoutLossOrDoubles() throws Exception {
    endedProgramGoesOn(NodeProcess::terminate);
  }

  @Test
  void killedProgramGoesOnWithoutLossOrDoubles() throws Exception {
    endedProgramGoesOn(NodeProcess::kill);
  }

  @Test
  void threeJvmsShareTheWorkAndTheOrdersOfAKilledOneComeAgain() throws Exception {
    try (TestDatabase database = Databases.MYSQL.create("quickstart");
        NodeProcess anna = startWorker(database, "anna");
        NodeProcess bert = startWorker(database, "bert");
        NodeProcess service = start(database, "--role", "service")) {
      awaitAccepted(anna, 500);
      anna.kill();
      Set<Integer> held = ordersHeldBy(database, "anna");

      assertThat(service.waitForExit(LIMIT)).isZero();
      bert.terminate();
      bert.waitForExit(LIMIT);

      Shelf shelf = Shelf.empty(database);
      assertEachOrderIsHandledOnce(shelf, 1);
      assertThat(redelivered(shelf)).isNotEmpty().isSubsetOf(held);
      assertThat(confirmedBy(shelf, "anna")).containsAll(told(anna, "accepted"));
      assertThat(confirmedBy(shelf, "bert"))
          .containsExactlyInAnyOrderElementsOf(told(bert, "accepted"));
    }
  }

  @Test
  void wrongArgumentsAreExplained() {
    try (NodeProcess program =
        NodeCommand.of(Quickstart.class).withArguments("--url", "jdbc:mysq://localhost").start()) {
      assertThat(program.waitForExit(LIMIT)).isEqualTo(2);
      assertThat(program.log()).contains("jdbc:mysq://localhost").doesNotContain("\tat ");
    }
  }

  private static void endedProgramGoesOn(Consumer<NodeProcess> end) throws Exception {
    try (TestDatabase database = Databases.H2.create("quickstart")) {
      try (NodeProcess program = start(database, "--workers", "8", "--verbose")) {
        awaitAccepted(program, 1_000);
        end.accept(program);
        program.waitForExit(LIMIT);
      }
      List<String> again = runToEnd(database);
      assertThat(again).noneMatch(line -> line.startsWith("Found there  0 orders"));
      assertEachOrderIsHandledOnce(Shelf.empty(database), daysAfter(again));
    }
  }

  private static void assertEachOrderIsHandledOnce(Shelf shelf, int days) {
    assertThat(shelf.confirmedOrders()).isEqualTo(Shelf.goodOrders(days));
    assertThat(shelf.deadOrders()).isEqualTo(Shelf.badOrders(days));
    assertThat(shelf.deadLetters())
        .allMatch(letter -> letter.reason().contains("BadOrderException: "));
  }

  private static List<String> runToEnd(TestDatabase database) {
    try (NodeProcess program = start(database, "--workers", "8")) {
      assertThat(program.waitForExit(LIMIT)).isZero();
      return program.lines();
    }
  }

  private static void awaitAccepted(NodeProcess node, int orders) throws InterruptedException {
    for (int i = 0; i < orders; i++) {
      node.awaitLine(line -> line.contains(" accepted "), LIMIT);
    }
  }

  private static NodeProcess startWorker(TestDatabase database, String name) {
    return start(database, "--role", "worker", "--name", name, "--verbose");
  }

  private static NodeProcess start(TestDatabase database, String... more) {
    List<String> arguments = new ArrayList<>(List.of("--url", database.jdbcUrl()));
    arguments.addAll(List.of("--user", database.user(), "--password", database.password()));
    arguments.addAll(List.of(more));
    return NodeCommand.of(Quickstart.class)
        .withName("quickstart")
        .withArguments(arguments.toArray(String[]::new))
        .start();
  }

  /** The second day is sent as a whole if the first was sent to its end before. */
  private static int daysAfter(List<String> lines) {
    return lines.contains("Sent         10,000 orders") ? 2 : 1;
  }

  /** In its hands and in its buffer. On the first day the line in the file is the number. */
  private static Set<Integer> ordersHeldBy(TestDatabase database, String node) throws SQLException {
    String sql =
        """
        SELECT e.body_text
        FROM tabella_queue_entry e
          JOIN tabella_destination d ON d.id = e.queue
          JOIN tabella_node n ON n.id = e.owner
        WHERE d.name = 'orders' AND n.name = ?
        """;
    try (Connection connection = database.connect();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, node);
      Set<Integer> orders = new TreeSet<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          String line = rows.getString(1);
          orders.add(Integer.valueOf(line.substring(0, line.indexOf(','))));
        }
      }
      return orders;
    }
  }

  private static Set<Integer> redelivered(Shelf shelf) {
    return shelf.confirmations().stream()
        .filter(Shelf.Confirmation::redelivered)
        .map(Shelf.Confirmation::order)
        .collect(Collectors.toSet());
  }

  private static Set<Integer> confirmedBy(Shelf shelf, String node) {
    return shelf.confirmations().stream()
        .filter(confirmation -> confirmation.worker().startsWith(node + "-"))
        .map(Shelf.Confirmation::order)
        .collect(Collectors.toSet());
  }

  /** The orders of lines such as {@code anna-1 accepted 17}. */
  private static Set<Integer> told(NodeProcess worker, String what) {
    return worker.lines().stream()
        .map(line -> line.split(" ", 3))
        .flatMap(
            words ->
                words.length == 3 && words[1].equals(what)
                    ? Stream.of(Integer.valueOf(words[2]))
                    : Stream.empty())
        .collect(Collectors.toSet());
  }
}
