package io.tabella.store.jdbc.sql;

import java.sql.SQLException;

/** Knows a database's error codes. */
public interface FailureCodes {

  /** What this one exception means; its causes are looked at elsewhere. */
  FailureKind classify(SQLException failure);

  /** What to do about it, if the database's own words do not tell; else empty. */
  default String advise(SQLException failure) {
    return "";
  }
}
