package io.tabella.it.benchmarks;

import io.tabella.it.benchmarks.plain.Gestures;
import io.tabella.it.kit.Databases;
import io.tabella.it.kit.MySqlInstance;
import io.tabella.it.kit.MySqlOptions;
import io.tabella.it.kit.MySqlServer;
import io.tabella.it.kit.TestDatabase;
import java.util.Optional;

/** A database product to measure on. */
enum Product {
  H2("H2", "SELECT 'CHECKPOINT SYNC after each commit'") {
    @Override
    Gestures gestures() {
      return Gestures.h2();
    }

    @Override
    Server start(Optional<String> url) {
      return new Server(this, Databases.H2.create("benchmark"), () -> {});
    }
  },

  MYSQL(
      "MySQL",
      """
      SELECT CONCAT('innodb_flush_log_at_trx_commit ', @@innodb_flush_log_at_trx_commit,
        ', sync_binlog ', @@sync_binlog, ', log_bin ', @@log_bin,
        ', innodb_buffer_pool_size ', @@innodb_buffer_pool_size DIV 1048576, ' MB',
        ', innodb_redo_log_capacity ', @@innodb_redo_log_capacity DIV 1048576, ' MB')
      """) {
    @Override
    Gestures gestures() {
      return Gestures.mySql();
    }

    @Override
    Server start(Optional<String> url) {
      if (url.isPresent()) {
        System.setProperty("tabella.it.mysql.url", url.get());
        return new Server(this, Databases.MYSQL.create("benchmark"), () -> {});
      }
      MySqlInstance instance =
          MySqlServer.start(
              MySqlOptions.defaults()
                  .withBufferPoolMegabytes(1_024)
                  .withArguments("--innodb-redo-log-capacity=1G"));
      TestDatabase database = instance.server().createDatabase("benchmark");
      return new Server(this, database, instance);
    }
  };

  private final String title;
  private final String settingsQuery;

  Product(String title, String settingsQuery) {
    this.title = title;
    this.settingsQuery = settingsQuery;
  }

  String title() {
    return title;
  }

  /** How plain JDBC speaks to it. */
  abstract Gestures gestures();

  /** Tells in one row what makes its commits durable. */
  String settingsQuery() {
    return settingsQuery;
  }

  /**
   * Starts a server with an empty database.
   *
   * @param url a server to use instead
   */
  abstract Server start(Optional<String> url);
}
