package io.tabella.it.store;

import io.tabella.store.StoreConfig;
import io.tabella.store.StoreConfig.Durability;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** A database to run the contract on. */
record TestDatabase(String url, String user, String password) {

  private static final AtomicInteger PREFIXES = new AtomicInteger();
  private static final Duration LEASE = Duration.ofSeconds(10);
  private static final Duration LOCK_WAIT = Duration.ofSeconds(2);

  /** A configuration whose tables nobody else uses. */
  StoreConfig config() {
    return config("t" + PREFIXES.incrementAndGet() + "_");
  }

  StoreConfig config(String prefix) {
    return new StoreConfig(new StoreConfig.Url(url, user, password), prefix, true, 8, durability());
  }

  StoreConfig configForbiddenToCreate() {
    StoreConfig config = config();
    return new StoreConfig(config.source(), config.tablePrefix(), false, 2, config.durability());
  }

  static Durability durability() {
    return new Durability(true, LEASE, LOCK_WAIT);
  }

  Connection connect() throws SQLException {
    return DriverManager.getConnection(url, user, password);
  }

  void execute(String sql) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** The rows of a query, columns joined by a space. */
  List<String> query(String sql) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<String> result = new ArrayList<>();
      int columns = rows.getMetaData().getColumnCount();
      while (rows.next()) {
        List<String> row = new ArrayList<>();
        for (int column = 1; column <= columns; column++) {
          row.add(rows.getString(column));
        }
        result.add(String.join(" ", row.stream().map(String::valueOf).toList()));
      }
      return result;
    }
  }
}
