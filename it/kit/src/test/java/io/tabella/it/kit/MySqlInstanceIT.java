package io.tabella.it.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/** With a limit, since a server that stands still is waited for without one. */
@Timeout(value = 120, threadMode = ThreadMode.SEPARATE_THREAD)
class MySqlInstanceIT {

  private MySqlInstance instance;
  private TestDatabase database;

  @BeforeEach
  void startWithOneRow() throws SQLException {
    instance =
        MySqlServer.start(
            MySqlOptions.defaults()
                .withBufferPoolMegabytes(32)
                .withArguments("--innodb-lock-wait-timeout=7"));
    database = instance.server().createDatabase("orders");
    execute("CREATE TABLE orders (id INT PRIMARY KEY)");
    execute("INSERT INTO orders VALUES (1)");
  }

  @AfterEach
  void close() {
    instance.close();
  }

  @Test
  void optionsReachTheServer() throws SQLException {
    assertThat(number("SELECT @@innodb_lock_wait_timeout")).isEqualTo(7);
    assertThat(number("SELECT @@innodb_buffer_pool_size")).isEqualTo(32L << 20);
  }

  @Test
  void restartKeepsPortAndData() throws SQLException {
    instance.restart();
    assertThat(number("SELECT COUNT(*) FROM orders")).isEqualTo(1);
  }

  @Test
  void stoppedServerRefusesAndComesBack() throws SQLException {
    instance.stop();
    assertThatThrownBy(database::connect).isInstanceOf(SQLException.class);
    instance.restart();
    assertThat(number("SELECT COUNT(*) FROM orders")).isEqualTo(1);
  }

  @Test
  void killedServerComesBackWithWhatWasCommitted() throws SQLException {
    instance.kill();
    assertThatThrownBy(database::connect).isInstanceOf(SQLException.class);
    instance.restart();
    assertThat(number("SELECT COUNT(*) FROM orders")).isEqualTo(1);
  }

  @Test
  void pausedServerAnswersAfterItIsResumed() throws SQLException {
    try (Connection connection = database.connect()) {
      instance.pause();
      connection.setNetworkTimeout(Runnable::run, 50);
      assertThatThrownBy(() -> connection.createStatement().execute("SELECT 1"))
          .isInstanceOf(SQLException.class);
    }
    instance.resume();
    assertThat(number("SELECT COUNT(*) FROM orders")).isEqualTo(1);
  }

  @Test
  void serverThatCannotStartShowsItsLog() {
    MySqlOptions wrong = MySqlOptions.defaults().withArguments("--no-such-option");
    assertThatThrownBy(() -> MySqlServer.start(wrong))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("ended before it could be connected to")
        .hasMessageContaining("no-such-option");
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private long number(String sql) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }
}
