package io.tabella.it.samples;

import static org.assertj.core.api.Assertions.assertThat;

import io.tabella.it.kit.Databases;
import io.tabella.it.kit.NodeCommand;
import io.tabella.it.kit.NodeProcess;
import io.tabella.it.kit.TestDatabase;
import io.tabella.samples.topics.PriceBoard;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PriceBoardIT {

  private static final Duration LIMIT = Duration.ofMinutes(2);

  @Test
  void oneJvmHasFeedSubscribersAndALateOne() {
    try (TestDatabase database = Databases.H2.create("prices");
        NodeProcess program = start(database, "--prices", "500")) {
      assertThat(program.waitForExit(LIMIT)).isZero();
      assertThat(program.lines())
          .contains("Feed       published 500 prices")
          .anyMatch(line -> line.startsWith("Board      got 500 prices"))
          .anyMatch(line -> line.matches("Traders    got \\[[1-9].*"))
          .contains("Late       got 500 prices that were published before it came");
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void twoJvmsShareOneDatabase() throws Exception {
    try (TestDatabase database = Databases.MYSQL.create("prices");
        NodeProcess board = start(database, "--role", "board", "--prices", "500");
        NodeProcess traders = start(database, "--role", "traders")) {
      board.awaitLine("Board      subscribed"::equals, LIMIT);
      traders.awaitLine("Traders    subscribed"::equals, LIMIT);
      try (NodeProcess feed = start(database, "--role", "feed", "--prices", "500")) {
        assertThat(feed.waitForExit(LIMIT)).isZero();
      }
      assertThat(board.waitForExit(LIMIT)).isZero();
      assertThat(traders.waitForExit(LIMIT)).isZero();
      assertThat(board.lines()).anyMatch(line -> line.startsWith("Board      got 500 prices"));
    }
  }

  @Test
  void wrongRoleIsExplained() {
    try (NodeProcess program =
        NodeCommand.of(PriceBoard.class).withArguments("--role", "broker").start()) {
      assertThat(program.waitForExit(LIMIT)).isEqualTo(2);
      assertThat(program.log()).contains("not 'broker'").doesNotContain("\tat ");
    }
  }

  private static NodeProcess start(TestDatabase database, String... arguments) {
    List<String> all =
        new ArrayList<>(List.of("--url", database.jdbcUrl(), "--user", database.user()));
    if (!database.password().isEmpty()) {
      all.addAll(List.of("--password", database.password()));
    }
    all.addAll(List.of(arguments));
    return NodeCommand.of(PriceBoard.class).withArguments(all.toArray(String[]::new)).start();
  }
}
