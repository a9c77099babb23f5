package io.tabella.it.kit;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/**
 * A fresh, empty database for one test. Any thread may use it; closing drops the database.
 *
 * @param jdbcUrl may be used from other JVMs too where the database allows it (H2 does not)
 * @param user may do everything within this database
 * @param password may be empty
 * @param removal what drops it
 */
public record TestDatabase(String jdbcUrl, String user, String password, Removal removal)
    implements AutoCloseable {

  /** A new connection; the caller closes it. */
  public Connection connect() throws SQLException {
    return DriverManager.getConnection(jdbcUrl, user, password);
  }

  /** Drops the database with all that is in it, whoever is connected. */
  @Override
  public void close() throws SQLException {
    removal.drop();
  }

  /** How a database is dropped. */
  @FunctionalInterface
  public interface Removal {

    /** Drops it. */
    void drop() throws SQLException;
  }
}
