package io.tabella.it.benchmarks.jms;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicLong;

/** A table of the application's own. Belongs to one thread. */
public final class OrderTable implements AutoCloseable {

  private static final AtomicLong IDS = new AtomicLong();
  private static final String NOTE = "n".repeat(100);

  private final Connection connection;

  /** On a connection, which it closes. */
  public OrderTable(Connection connection) {
    this.connection = connection;
  }

  /** Makes it anew. */
  public void create() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("DROP TABLE IF EXISTS shop_order");
      statement.execute("CREATE TABLE shop_order (id BIGINT PRIMARY KEY, note VARCHAR(100))");
    }
  }

  /** Begins transactions that are committed by hand. */
  void begin() throws SQLException {
    connection.setAutoCommit(false);
  }

  /** Writes a row, and does not commit. */
  void insert() throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("INSERT INTO shop_order (id, note) VALUES (?, ?)")) {
      statement.setLong(1, IDS.incrementAndGet());
      statement.setString(2, NOTE);
      statement.executeUpdate();
    }
  }

  void commit() throws SQLException {
    connection.commit();
  }

  @Override
  public void close() throws SQLException {
    if (!connection.getAutoCommit()) {
      connection.rollback();
    }
    connection.close();
  }
}
