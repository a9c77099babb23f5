package io.tabella.store.jdbc.connect;

import io.tabella.store.StoreConfig.Durability;
import io.tabella.store.jdbc.dialect.Dialect;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * The statements that make a session what a store needs, and again what it was.
 *
 * @param setUp run when it is borrowed
 * @param restore run when it goes back
 */
record Session(String setUp, String restore) {

  static Session read(Connection connection, Dialect dialect, Durability durability)
      throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(dialect.sessionRestore())) {
      row.next();
      return new Session(dialect.sessionSetup(durability), row.getString(1));
    }
  }
}
