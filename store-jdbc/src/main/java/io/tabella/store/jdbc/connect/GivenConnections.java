package io.tabella.store.jdbc.connect;

import io.tabella.store.NodeThread;
import io.tabella.store.StoreConfig;
import io.tabella.store.jdbc.dialect.Dialect;
import io.tabella.store.jdbc.dialect.Dialects;
import io.tabella.store.jdbc.sql.BorrowedConnection;
import io.tabella.store.jdbc.sql.Connections;
import io.tabella.store.jdbc.sql.Failures;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * The application's data source. A connection is set up when it is borrowed, and made again what it
 * was when it goes back; that costs a few round trips for each transaction.
 */
public final class GivenConnections implements Connections {

  private static final String NO_CONNECTION = "08001";

  private final StoreConfig.Given source;
  private final StoreConfig.Durability durability;
  private volatile @Nullable Session session;

  /** Connections of a data source, with its own login or another. */
  public GivenConnections(StoreConfig config, StoreConfig.Given source) {
    this.source = source;
    this.durability = config.durability();
  }

  @Override
  public BorrowedConnection borrow() throws SQLException {
    Connection connection = outside();
    try {
      return GivenConnection.setUp(connection, session(connection));
    } catch (SQLException | RuntimeException e) {
      try (connection) {
        throw e;
      }
    }
  }

  /**
   * Outside of any transaction of the caller's thread: a data source may give its connection to
   * whoever asks there, and what is to be stored here would commit it. In auto-commit there is
   * none; otherwise a thread is asked that has none.
   */
  private Connection outside() throws SQLException {
    Connection connection = connect();
    if (Thread.currentThread() instanceof NodeThread) {
      return connection;
    }
    boolean perhapsInside;
    try {
      perhapsInside = !connection.getAutoCommit();
    } catch (SQLException | RuntimeException e) {
      try (connection) {
        throw e;
      }
    }
    if (perhapsInside) {
      connection.close();
      return Elsewhere.call(this::settled);
    }
    return connection;
  }

  /** What is made when it is first used has to be made there. */
  private Connection settled() throws SQLException {
    Connection connection = connect();
    try {
      boolean unused = connection.getAutoCommit();
      return connection;
    } catch (SQLException | RuntimeException e) {
      try (connection) {
        throw e;
      }
    }
  }

  private Connection connect() throws SQLException {
    try {
      return source.user() == null
          ? source.dataSource().getConnection()
          : source.dataSource().getConnection(source.user(), source.password());
    } catch (SQLException e) {
      throw Failures.isToldByTheDatabase(e) ? e : noConnection(e);
    } catch (RuntimeException e) {
      throw noConnection(e);
    }
  }

  /** A server's pool that is empty, or shut down, tells no state; some throw what they like. */
  private static SQLException noConnection(Exception why) {
    return new SQLException(
        "the data source gives no connection: " + why.getMessage(), NO_CONNECTION, why);
  }

  /** Read once: the sessions of one pool are all alike. */
  private Session session(Connection connection) throws SQLException {
    Session known = session;
    if (known == null) {
      Dialect dialect = Dialects.of(connection.getMetaData());
      known = Session.read(connection, dialect, durability);
      session = known;
    }
    return known;
  }

  /** Closes nothing: the data source belongs to the application. */
  @Override
  public void close() {}
}
