package io.tabella.store.jdbc.sql;

import java.sql.SQLException;

/** Knows a database's error codes. */
@FunctionalInterface
public interface FailureCodes {

  /** What this one exception means; its causes are looked at elsewhere. */
  FailureKind classify(SQLException failure);
}
