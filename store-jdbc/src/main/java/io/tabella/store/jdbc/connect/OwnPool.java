package io.tabella.store.jdbc.connect;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool;
import io.tabella.store.StoreConfig;
import io.tabella.store.StoreSetupException;
import io.tabella.store.jdbc.dialect.Dialects;
import io.tabella.store.jdbc.sql.BorrowedConnection;
import io.tabella.store.jdbc.sql.Connections;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.time.Duration;

/** A pool of our own behind a JDBC URL. */
public final class OwnPool implements Connections {

  private static final long LONGEST_WAIT = Duration.ofSeconds(5).toMillis();
  private static final long SHORTEST_WAIT = 250;
  private static final int KEEPALIVES_PER_LEASE = 4;

  /** One holds a lock while another brings the tables up to date. */
  private static final int FEWEST = 2;

  /** The SQLState of a connection that does not exist. */
  private static final String CLOSED = "08003";

  private final HikariDataSource pool;

  /**
   * A pool that connects with the first borrowed connection.
   *
   * @throws StoreSetupException if the driver is missing, or the URL is of an unknown kind
   */
  public OwnPool(StoreConfig config, StoreConfig.Url url) {
    StoreConfig.Durability durability = config.durability();
    DriverSettings driver = DriverSettings.of(url.url(), durability);
    pool = new OftenAskedPool(durability.lease().toMillis() / KEEPALIVES_PER_LEASE);
    pool.setPoolName("tabella");
    pool.setConnectionInitSql(Dialects.ofUrl(url.url()).sessionSetup(durability));
    setDriver(driver);
    pool.setJdbcUrl(url.url());
    pool.setUsername(url.user());
    pool.setPassword(url.password());
    driver.properties().forEach(pool::addDataSourceProperty);
    pool.setAutoCommit(false);
    pool.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
    pool.setMaximumPoolSize(Math.max(FEWEST, config.connections()));
    pool.setMinimumIdle(FEWEST);
    pool.setConnectionTimeout(waitFor(durability.lease()));
    pool.setMaxLifetime(driver.lifetime());
  }

  /** A heartbeat that finds no connection must be back in time to try once more. */
  private static long waitFor(Duration lease) {
    return Math.max(SHORTEST_WAIT, Math.min(LONGEST_WAIT, lease.toMillis() / 2));
  }

  private void setDriver(DriverSettings driver) {
    try {
      pool.setDriverClassName(driver.driverClass());
    } catch (RuntimeException e) {
      throw new StoreSetupException(
          "the driver "
              + driver.driverClass()
              + " is not on the class path; add "
              + driver.artifact(),
          e);
    }
  }

  @Override
  public BorrowedConnection borrow() throws SQLException {
    try {
      return new Pooled(pool, pool.getConnection());
    } catch (HikariPool.PoolInitializationException e) {
      throw e.getCause() instanceof SQLException reason ? reason : new SQLException(e);
    } catch (SQLException e) {
      if (pool.isClosed() || e.getCause() instanceof InterruptedException) {
        throw new SQLNonTransientConnectionException(
            "the store was closed, or the thread interrupted", CLOSED, e);
      }
      throw e;
    }
  }

  @Override
  public void close() {
    pool.close();
  }

  private record Pooled(HikariDataSource pool, Connection connection)
      implements BorrowedConnection {
    @Override
    public void giveBack() throws SQLException {
      connection.close();
    }

    /**
     * When one line to a server is dead, the idle ones probably are. A database in this JVM has no
     * lines, and would close with the last connection.
     */
    @Override
    public void discard() {
      pool.evictConnection(connection);
      if (!pool.isClosed() && pool.getMaxLifetime() > 0) {
        pool.getHikariPoolMXBean().softEvictConnections();
      }
    }
  }

  /**
   * Asks after its idle connections within a lease; by configuration Hikari does so each 30 s at
   * most.
   */
  private static final class OftenAskedPool extends HikariDataSource {

    private final long keepaliveTime;

    OftenAskedPool(long keepaliveTime) {
      this.keepaliveTime = keepaliveTime;
    }

    @Override
    public long getKeepaliveTime() {
      return keepaliveTime;
    }
  }
}
