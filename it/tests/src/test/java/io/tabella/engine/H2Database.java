package io.tabella.engine;

import io.tabella.store.MessageStore;
import io.tabella.store.MessageStoreProvider;
import io.tabella.store.StoreConfig;
import io.tabella.store.StoreConfig.Durability;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.atomic.AtomicInteger;

/** A database in memory that any number of stores share, and a look at its tables from outside. */
final class H2Database implements AutoCloseable {

  private static final AtomicInteger NUMBER = new AtomicInteger();
  private static final Duration LEASE = Duration.ofSeconds(10);
  private static final Duration LOCK_WAIT = Duration.ofSeconds(5);
  private static final int CONNECTIONS = 8;

  private final String url = "jdbc:h2:mem:engine" + NUMBER.incrementAndGet();
  private final Connection connection;

  /** A message's row. */
  record Row(String messageId, long queue, long id, long owner, int attempts, boolean suspect) {
    boolean isReady() {
      return owner == 0;
    }
  }

  H2Database() {
    try {
      connection = DriverManager.getConnection(url);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  MessageStore open() {
    MessageStoreProvider provider =
        ServiceLoader.load(MessageStoreProvider.class).findFirst().orElseThrow();
    return provider.open(
        new StoreConfig(
            new StoreConfig.Url(url, null, null),
            "tabella_",
            true,
            CONNECTIONS,
            new Durability(true, LEASE, LOCK_WAIT)));
  }

  /** A node was last heard of longer ago than its lease. */
  void age(long node) {
    execute("UPDATE tabella_node SET heartbeat = heartbeat - 2 * lease_ms WHERE id = ?", node);
  }

  List<Row> rows() {
    return query(
        "SELECT message_id, queue, id, COALESCE(owner, 0), attempts, suspect"
            + " FROM tabella_queue_entry ORDER BY queue, delivery_rank, id",
        row ->
            new Row(
                row.getString(1),
                row.getLong(2),
                row.getLong(3),
                row.getLong(4),
                row.getInt(5),
                row.getBoolean(6)));
  }

  List<Row> rows(long queue) {
    return rows().stream().filter(row -> row.queue() == queue).toList();
  }

  Row row(String messageId) {
    List<Row> found = rows().stream().filter(row -> row.messageId().equals(messageId)).toList();
    if (found.size() != 1) {
      throw new AssertionError(messageId + " is there " + found.size() + " times");
    }
    return found.get(0);
  }

  List<Long> nodes() {
    return query("SELECT id FROM tabella_node ORDER BY id", row -> row.getLong(1));
  }

  /** Waits until somebody's statement waits for somebody else's lock. */
  void awaitBlocked() {
    while (query(
            "SELECT BLOCKER_ID FROM INFORMATION_SCHEMA.SESSIONS WHERE BLOCKER_ID IS NOT NULL",
            row -> row.getInt(1))
        .isEmpty()) {
      Thread.onSpinWait();
    }
  }

  /** The database's time, milliseconds since 1970. */
  long now() {
    return query(
            "SELECT DATEDIFF(MILLISECOND, TIMESTAMP WITH TIME ZONE '1970-01-01 00:00:00+00',"
                + " CURRENT_TIMESTAMP)",
            row -> row.getLong(1))
        .get(0);
  }

  /** Content ids, each once. */
  /** The one number that a query gives. */
  long number(String sql) {
    return query(sql, row -> row.getLong(1)).get(0);
  }

  List<Long> contents() {
    return query("SELECT DISTINCT id FROM tabella_content ORDER BY id", row -> row.getLong(1));
  }

  /** Content ids that entries refer to, as often as they do. */
  List<Long> contentsInUse() {
    return query(
        "SELECT content_id FROM tabella_queue_entry WHERE content_id IS NOT NULL"
            + " ORDER BY content_id",
        row -> row.getLong(1));
  }

  /** A row's mapping. */
  @FunctionalInterface
  interface Mapper<T> {
    T map(ResultSet row) throws SQLException;
  }

  synchronized <T> List<T> query(String sql, Mapper<T> mapper) {
    try (PreparedStatement statement = connection.prepareStatement(sql);
        ResultSet rows = statement.executeQuery()) {
      List<T> result = new ArrayList<>();
      while (rows.next()) {
        result.add(mapper.map(rows));
      }
      return result;
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  synchronized int execute(String sql, Object... parameters) {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setObject(i + 1, parameters[i]);
      }
      return statement.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  @Override
  public void close() {
    execute("SHUTDOWN IMMEDIATELY");
  }
}
