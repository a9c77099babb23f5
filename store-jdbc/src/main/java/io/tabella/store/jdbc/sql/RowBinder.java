package io.tabella.store.jdbc.sql;

import java.sql.SQLException;

/** Fills the parameters of a statement from one of many rows. */
@FunctionalInterface
public interface RowBinder<T> {

  /** Fills them from left to right. */
  void bind(Parameters parameters, T row) throws SQLException;
}
