package io.tabella.store.jdbc.sql;

import java.sql.ResultSet;
import java.sql.SQLException;

/** Makes an object of the row that a result stands at. */
@FunctionalInterface
public interface RowMapper<T> {

  /** Reads the current row and does not move on. */
  T map(ResultSet row) throws SQLException;
}
