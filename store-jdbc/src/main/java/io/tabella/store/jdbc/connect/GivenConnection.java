package io.tabella.store.jdbc.connect;

import io.tabella.store.jdbc.sql.BorrowedConnection;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** A connection of the application's pool, and what is to be restored. Belongs to one thread. */
final class GivenConnection implements BorrowedConnection {

  private static final System.Logger LOG = System.getLogger(GivenConnection.class.getName());

  private final Connection connection;
  private final Session session;
  private final boolean autoCommit;
  private final int isolation;

  private GivenConnection(Connection connection, Session session) throws SQLException {
    this.connection = connection;
    this.session = session;
    this.autoCommit = connection.getAutoCommit();
    this.isolation = connection.getTransactionIsolation();
  }

  static GivenConnection setUp(Connection connection, Session session) throws SQLException {
    GivenConnection given = new GivenConnection(connection, session);
    if (given.isolation != Connection.TRANSACTION_READ_COMMITTED) {
      connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
    }
    if (given.autoCommit) {
      connection.setAutoCommit(false);
    }
    given.execute(session.setUp());
    return given;
  }

  @Override
  public Connection connection() {
    return connection;
  }

  @Override
  public void giveBack() throws SQLException {
    execute(session.restore());
    if (autoCommit) {
      connection.setAutoCommit(true);
    }
    if (isolation != Connection.TRANSACTION_READ_COMMITTED) {
      connection.setTransactionIsolation(isolation);
    }
    connection.close();
  }

  @Override
  public void discard() {
    try (connection) {
      connection.abort(Runnable::run);
    } catch (SQLException e) {
      LOG.log(System.Logger.Level.DEBUG, "broken connection could not be closed", e);
    }
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
