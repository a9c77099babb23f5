package io.tabella.it.jms;

import io.tabella.it.kit.TestDatabase;
import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Predicate;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A data source as frameworks have them: while a transaction is bound to a thread, that thread gets
 * its connection, whoever asks.
 */
final class BoundDataSource implements DataSource {

  private static final ThreadLocal<@Nullable Connection> BOUND = new ThreadLocal<>();

  private final TestDatabase database;
  private final boolean autoCommit;
  private volatile Predicate<Thread> isAwaited = thread -> false;
  private volatile Runnable awaited = () -> {};

  /**
   * Of a database.
   *
   * @param autoCommit of connections outside of transactions
   */
  BoundDataSource(TestDatabase database, boolean autoCommit) {
    this.database = database;
    this.autoCommit = autoCommit;
  }

  /** Lets certain threads do something before they get connections. */
  void beforeConnecting(Runnable step, Predicate<Thread> threads) {
    awaited = step;
    isAwaited = threads;
  }

  /** The same of those that it was before. */
  void beforeConnecting(Runnable step) {
    awaited = step;
  }

  /** Work in a transaction. */
  interface Work {
    void run(Connection connection) throws Exception;
  }

  /** Does work in a transaction of this thread, and commits it. */
  void commit(Work work) throws Exception {
    inTransaction(work, Connection::commit);
  }

  /** The same, and rolls it back. */
  void rollBack(Work work) throws Exception {
    inTransaction(work, Connection::rollback);
  }

  private void inTransaction(Work work, Work end) throws Exception {
    try (Connection connection = database.connect()) {
      connection.setAutoCommit(false);
      BOUND.set(connection);
      try {
        work.run(connection);
        end.run(connection);
      } finally {
        BOUND.remove();
      }
    }
  }

  @Override
  public Connection getConnection() throws SQLException {
    if (isAwaited.test(Thread.currentThread())) {
      awaited.run();
    }
    Connection current = BOUND.get();
    if (current != null) {
      return withoutClose(current);
    }
    Connection connection = database.connect();
    connection.setAutoCommit(autoCommit);
    return connection;
  }

  private static Connection withoutClose(Connection connection) {
    return (Connection)
        Proxy.newProxyInstance(
            BoundDataSource.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("close")) {
                return null;
              }
              try {
                return method.invoke(connection, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  @Override
  public Connection getConnection(String user, String password) throws SQLException {
    return getConnection();
  }

  @Override
  public @Nullable PrintWriter getLogWriter() {
    return null;
  }

  @Override
  public void setLogWriter(@Nullable PrintWriter out) {}

  @Override
  public void setLoginTimeout(int seconds) {}

  @Override
  public int getLoginTimeout() {
    return 0;
  }

  @Override
  public Logger getParentLogger() {
    return Logger.getGlobal();
  }

  @Override
  public <T> T unwrap(Class<T> wanted) throws SQLException {
    throw new SQLException("it wraps nothing");
  }

  @Override
  public boolean isWrapperFor(Class<?> wanted) {
    return false;
  }
}
