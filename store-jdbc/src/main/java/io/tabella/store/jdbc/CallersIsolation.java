package io.tabella.store.jdbc;

import io.tabella.store.JoinRefusedException;
import java.sql.Connection;
import java.sql.SQLException;

/** Whether a caller's transactions are fit for messages. */
final class CallersIsolation {

  private CallersIsolation() {}

  /**
   * Refuses a connection that cannot write, or sees what others have not committed.
   *
   * @throws JoinRefusedException says what to do
   */
  static void check(Connection connection) throws SQLException {
    if (connection.isReadOnly()) {
      throw new JoinRefusedException(
          "the connection is read-only, and messages are rows to be written; call"
              + " setReadOnly(false)",
          null);
    }
    int isolation = connection.getTransactionIsolation();
    if (isolation == Connection.TRANSACTION_NONE
        || isolation == Connection.TRANSACTION_READ_UNCOMMITTED) {
      throw new JoinRefusedException(
          "the isolation of the connection is "
              + (isolation == Connection.TRANSACTION_NONE ? "NONE" : "READ UNCOMMITTED")
              + ", which is too weak; use READ COMMITTED",
          null);
    }
  }
}
