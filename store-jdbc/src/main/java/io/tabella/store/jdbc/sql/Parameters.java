package io.tabella.store.jdbc.sql;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import org.jspecify.annotations.Nullable;

/** The parameters of one statement, filled from left to right. */
public final class Parameters {

  private final PreparedStatement statement;
  private int index;

  Parameters(PreparedStatement statement) {
    this.statement = statement;
  }

  /** A number that is always there. */
  public Parameters add(long value) throws SQLException {
    statement.setLong(++index, value);
    return this;
  }

  /** A number that is always there. */
  public Parameters add(int value) throws SQLException {
    statement.setInt(++index, value);
    return this;
  }

  /** Yes or no. */
  public Parameters add(boolean value) throws SQLException {
    statement.setBoolean(++index, value);
    return this;
  }

  /** A text that may be missing. */
  public Parameters add(@Nullable String value) throws SQLException {
    statement.setString(++index, value);
    return this;
  }

  /** Bytes that may be missing. */
  public Parameters add(byte @Nullable [] value) throws SQLException {
    statement.setBytes(++index, value);
    return this;
  }

  /** A number that may be missing. */
  public Parameters addOrNull(@Nullable Long value) throws SQLException {
    if (value == null) {
      statement.setNull(++index, Types.BIGINT);
    } else {
      statement.setLong(++index, value);
    }
    return this;
  }

  /** Numbers one after the other. */
  public Parameters addAll(long[] values) throws SQLException {
    for (long value : values) {
      statement.setLong(++index, value);
    }
    return this;
  }

  void startOver() {
    index = 0;
  }
}
