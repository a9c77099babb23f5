package io.tabella.store.jdbc.sql;

import java.sql.Connection;
import java.sql.SQLException;

/** A connection that goes back to where it came from. Belongs to one thread. */
public interface BorrowedConnection {

  /** The connection; not to be closed. */
  Connection connection();

  /** Gives it back; it is outside a transaction and works. */
  void giveBack() throws SQLException;

  /** Gets rid of it; nobody knows in what state it is. Never throws. */
  void discard();
}
