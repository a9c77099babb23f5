package io.tabella.it.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class MySqlServerIT {

  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final MySqlServer server = MySqlServer.shared();

  @Test
  void sharedServerIsOneForAll() {
    assertThat(MySqlServer.shared()).isSameAs(server);
  }

  @Test
  void commitsAreAsDurableAsMySqlMakesThem() throws SQLException {
    assertThat(variable("sync_binlog")).isEqualTo("1");
    assertThat(variable("innodb_flush_log_at_trx_commit")).isEqualTo("1");
    assertThat(variable("innodb_doublewrite")).isEqualTo("ON");
    assertThat(variable("log_bin")).isEqualTo("1");
    assertThat(variable("binlog_format")).isEqualTo("ROW");
  }

  @Test
  void closedDatabaseIsGone() throws SQLException {
    TestDatabase database = server.createDatabase("gone");
    database.connect().close();
    database.close();
    assertThatThrownBy(database::connect).hasMessageContaining("Unknown database");
  }

  @Test
  void userMayDoWhatWasGrantedAndNothingElse() throws SQLException {
    try (TestDatabase database = server.createDatabase("rights");
        Connection admin = database.connect()) {
      execute(admin, "CREATE TABLE orders (id INT PRIMARY KEY)");
      server.createUser("reader", "it's secret", "SELECT ON " + admin.getCatalog() + ".*");
      try (Connection reader =
          DriverManager.getConnection(database.jdbcUrl(), "reader", "it's secret")) {
        execute(reader, "SELECT * FROM orders");
        assertThatThrownBy(() -> execute(reader, "INSERT INTO orders VALUES (1)"))
            .hasMessageContaining("denied");
      }
    }
    server.dropUser("reader");
    assertThatThrownBy(() -> DriverManager.getConnection(server.jdbcUrl(), "reader", "it's secret"))
        .hasMessageContaining("denied");
  }

  @Test
  void givenUrlIsUsedAndNoServerIsStarted() throws Exception {
    try (NodeProcess node =
        NodeCommand.of(SharedServerNode.class)
            .withJvmOptions("-Dtabella.it.mysql.url=" + server.jdbcUrl() + "&user=root")
            .start()) {
      String said = node.awaitLine(line -> line.startsWith("url "), LIMIT);
      assertThat(said).startsWith("url " + server.jdbcUrl() + " database given_");
      node.awaitLine("children 0"::equals, LIMIT);
    }
  }

  private String variable(String name) throws SQLException {
    try (Connection connection = server.connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT @@global." + name)) {
      row.next();
      return row.getString(1);
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
