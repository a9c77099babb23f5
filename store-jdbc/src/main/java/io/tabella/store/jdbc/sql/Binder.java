package io.tabella.store.jdbc.sql;

import java.sql.SQLException;

/** Fills the parameters of a statement. */
@FunctionalInterface
public interface Binder {

  /** A statement without parameters. */
  Binder NONE = parameters -> {};

  /** Fills them from left to right. */
  void bind(Parameters parameters) throws SQLException;
}
