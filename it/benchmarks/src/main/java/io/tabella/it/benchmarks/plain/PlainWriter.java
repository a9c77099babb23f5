package io.tabella.it.benchmarks.plain;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;

/**
 * One connection that writes batches of rows, numbered 0, 1, 2 …; to a part of the table of its
 * own, so that no writer waits for another. One thread.
 */
final class PlainWriter implements AutoCloseable {

  private final Connection connection;
  private final Gestures gestures;
  private final Rows rows;
  private final long queue;
  private final int batch;
  private final Map<String, PreparedStatement> prepared = new HashMap<>();

  PlainWriter(Connection connection, Gestures gestures, Rows rows, long queue, int batch)
      throws SQLException {
    this.connection = connection;
    this.gestures = gestures;
    this.rows = rows;
    this.queue = queue;
    this.batch = batch;
    connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
    connection.setAutoCommit(false);
  }

  int batch() {
    return batch;
  }

  /** Inserts a batch, owned already or ready. */
  void insert(long number, boolean owned) throws SQLException {
    int most = gestures.rowsPerInsert();
    for (int from = 0; from < batch; from += most) {
      int count = Math.min(most, batch - from);
      PreparedStatement insert = prepare(rows.insert(count));
      if (most == 1) {
        Rows.bind(insert, 1, queue, id(number, from), owned);
        insert.addBatch();
      } else {
        int index = 1;
        for (int i = from; i < from + count; i++) {
          index = Rows.bind(insert, index, queue, id(number, i), owned);
        }
        insert.executeUpdate();
      }
    }
    if (most == 1) {
      prepare(rows.insert(1)).executeBatch();
    }
  }

  /** Reads a batch of ready rows; returns how many there were. */
  int read(long number) throws SQLException {
    PreparedStatement select = prepare(rows.select(batch, gestures.locking()));
    select.setLong(1, queue);
    select.setLong(2, id(number, 0) - 1);
    int count = 0;
    try (ResultSet result = select.executeQuery()) {
      while (result.next()) {
        count += result.getString("body_text").isEmpty() ? 0 : 1;
      }
    }
    return count;
  }

  /** Takes a batch into possession. */
  void update(long number) throws SQLException {
    byKey(number, Rows::update);
  }

  /** Deletes a batch. */
  void delete(long number) throws SQLException {
    byKey(number, Rows::delete);
  }

  void commit() throws SQLException {
    connection.commit();
    String flush = gestures.flush();
    if (flush != null) {
      try (Statement statement = connection.createStatement()) {
        statement.execute(flush);
      }
    }
  }

  void rollback() throws SQLException {
    connection.rollback();
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }

  private void byKey(long number, KeySql sql) throws SQLException {
    int most = gestures.keysPerStatement();
    for (int from = 0; from < batch; from += most) {
      int count = Math.min(most, batch - from);
      PreparedStatement statement = prepare(sql.text(rows, count));
      int index = Rows.bindOwner(statement, queue);
      for (int i = from; i < from + count; i++) {
        statement.setLong(index++, id(number, i));
      }
      if (most == 1) {
        statement.addBatch();
      } else {
        statement.executeUpdate();
      }
    }
    if (most == 1) {
      prepare(sql.text(rows, 1)).executeBatch();
    }
  }

  private interface KeySql {
    String text(Rows rows, int keys);
  }

  private long id(long number, int index) {
    return number * batch + index + 1;
  }

  private PreparedStatement prepare(String sql) throws SQLException {
    PreparedStatement statement = prepared.get(sql);
    if (statement == null) {
      statement = connection.prepareStatement(sql);
      prepared.put(sql, statement);
    }
    return statement;
  }
}
