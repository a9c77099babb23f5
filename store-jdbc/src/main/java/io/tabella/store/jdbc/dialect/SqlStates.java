package io.tabella.store.jdbc.dialect;

import io.tabella.store.jdbc.sql.FailureKind;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransientConnectionException;

/** What the SQLStates of the standard mean. A database's own codes come first. */
final class SqlStates {

  private static final int CLASS_LENGTH = 2;

  private SqlStates() {}

  static FailureKind classify(SQLException failure) {
    if (isConnectionLost(failure)) {
      return FailureKind.UNAVAILABLE;
    }
    String state = failure.getSQLState();
    if (state == null || state.length() < CLASS_LENGTH) {
      return FailureKind.REJECTED;
    }
    return switch (state.substring(0, CLASS_LENGTH)) {
      case "08", "53", "57", "58" -> FailureKind.UNAVAILABLE;
      case "40" -> FailureKind.CONFLICT;
      case "23" -> FailureKind.DUPLICATE;
      case "28" -> FailureKind.ACCESS;
      case "3D" -> FailureKind.MISSING;
      default -> state.equals("42S02") ? FailureKind.MISSING : FailureKind.REJECTED;
    };
  }

  private static boolean isConnectionLost(SQLException failure) {
    return failure instanceof SQLRecoverableException
        || failure instanceof SQLTransientConnectionException
        || failure instanceof SQLNonTransientConnectionException
        || failure instanceof SQLTimeoutException;
  }
}
