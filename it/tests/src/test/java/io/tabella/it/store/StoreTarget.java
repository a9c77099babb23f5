package io.tabella.it.store;

import io.tabella.it.kit.TestDatabase;
import io.tabella.store.StoreConfig;
import io.tabella.store.StoreConfig.Durability;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A database to run the contract on.
 *
 * @param unreachableUrl leads nowhere
 * @param guestSql makes a user {@code guest} with the password {@code guest}, who may read
 */
record StoreTarget(TestDatabase database, String unreachableUrl, List<String> guestSql) {

  static final Duration LOCK_WAIT = Duration.ofSeconds(1);
  private static final Duration LEASE = Duration.ofSeconds(10);
  private static final AtomicInteger PREFIXES = new AtomicInteger();

  /** A configuration whose tables nobody else uses. */
  StoreConfig config() {
    return new StoreConfig(
        login(database.user(), database.password()),
        "t" + PREFIXES.incrementAndGet() + "_",
        true,
        8,
        durability());
  }

  StoreConfig.Url login(String user, String password) {
    return new StoreConfig.Url(database.jdbcUrl(), user, password);
  }

  static StoreConfig with(StoreConfig config, StoreConfig.Source source, boolean createSchema) {
    return new StoreConfig(source, config.tablePrefix(), createSchema, 2, config.durability());
  }

  static Durability durability() {
    return new Durability(true, LEASE, LOCK_WAIT);
  }

  /** A connection of somebody else; the caller closes it. */
  Connection connect() throws SQLException {
    return database.connect();
  }

  void execute(String... statements) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  /** The rows of a query, columns joined by a space. */
  List<String> query(String sql) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<String> result = new ArrayList<>();
      int columns = rows.getMetaData().getColumnCount();
      while (rows.next()) {
        List<String> row = new ArrayList<>();
        for (int column = 1; column <= columns; column++) {
          row.add(String.valueOf(rows.getString(column)));
        }
        result.add(String.join(" ", row));
      }
      return result;
    }
  }
}
