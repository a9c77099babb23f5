package io.tabella.store.jdbc.sql;

import java.sql.SQLException;

/** Where connections come from. For all threads. */
public interface Connections extends AutoCloseable {

  /** A connection for one transaction: not in auto-commit, at READ COMMITTED. */
  BorrowedConnection borrow() throws SQLException;

  /** Closes all connections that belong to the store. */
  @Override
  void close();
}
