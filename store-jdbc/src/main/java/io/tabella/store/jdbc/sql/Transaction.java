package io.tabella.store.jdbc.sql;

import io.tabella.store.CommitUnknownException;
import io.tabella.store.StoreException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One transaction on one connection; rolls back unless committed. Belongs to one thread. */
public final class Transaction implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger(Transaction.class.getName());

  private enum State {
    /** Statements may come. */
    OPEN,
    /** Statements may come; the caller ends the transaction, on the caller's own connection. */
    JOINED,
    /** Everything is stored; the connection is as good as new. */
    COMMITTED,
    /** Nobody knows what became of COMMIT, nor what the connection is good for. */
    UNKNOWN,
    /** The connection was given back. */
    CLOSED
  }

  private final BorrowedConnection borrowed;
  private final Connection connection;
  private final Failures failures;
  private final @Nullable String flush;
  private final boolean interrupted;
  private State state = State.OPEN;

  /**
   * Begins.
   *
   * @param flush what to run after COMMIT, if anything
   * @param interrupted whether the thread is to be interrupted again in the end
   */
  Transaction(
      BorrowedConnection borrowed, Failures failures, @Nullable String flush, boolean interrupted) {
    this.borrowed = borrowed;
    this.connection = borrowed.connection();
    this.failures = failures;
    this.flush = flush;
    this.interrupted = interrupted;
  }

  /**
   * Goes on with the caller's own, which {@link #close} leaves as it is.
   *
   * @param interrupted whether the thread is to be interrupted again in the end
   */
  static Transaction joined(Connection callers, Failures failures, boolean interrupted) {
    Transaction transaction =
        new Transaction(new CallersConnection(callers), failures, null, interrupted);
    transaction.state = State.JOINED;
    return transaction;
  }

  /** Stays the caller's. */
  private record CallersConnection(Connection connection) implements BorrowedConnection {

    @Override
    public void giveBack() {}

    @Override
    public void discard() {}
  }

  /**
   * Runs a statement that changes rows.
   *
   * @return how many rows it found to change
   */
  public int update(String sql, Binder binder) {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      binder.bind(new Parameters(statement));
      return statement.executeUpdate();
    } catch (SQLException e) {
      throw failures.translate(e);
    }
  }

  /**
   * Inserts a row unless its key is there.
   *
   * @return whether it was not; after a false some databases want a rollback
   */
  public boolean insertUnlessDuplicate(String sql, Binder binder) {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      binder.bind(new Parameters(statement));
      statement.executeUpdate();
      return true;
    } catch (SQLException e) {
      if (failures.classify(e) == FailureKind.DUPLICATE) {
        return false;
      }
      throw failures.translate(e);
    }
  }

  /**
   * Inserts a row whose key the database makes.
   *
   * @return the key
   */
  public long insertForKey(String sql, Binder binder) {
    try (PreparedStatement statement =
        connection.prepareStatement(sql, Statement.RETURN_GENERATED_KEYS)) {
      binder.bind(new Parameters(statement));
      statement.executeUpdate();
      try (ResultSet keys = statement.getGeneratedKeys()) {
        if (!keys.next()) {
          throw new SQLException("the driver returned no generated key for " + sql);
        }
        return keys.getLong(1);
      }
    } catch (SQLException e) {
      throw failures.translate(e);
    }
  }

  /**
   * Runs one statement for each row, all in one go.
   *
   * @return how many rows they found to change, all together
   */
  public <T> int batch(String sql, List<T> rows, RowBinder<T> binder) {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      Parameters parameters = new Parameters(statement);
      for (T row : rows) {
        binder.bind(parameters, row);
        statement.addBatch();
        parameters.startOver();
      }
      return sum(statement.executeBatch());
    } catch (SQLException e) {
      throw failures.translate(e);
    }
  }

  /** All rows of a query. */
  public <T> List<T> query(String sql, Binder binder, RowMapper<T> mapper) {
    try {
      return select(sql, binder, mapper);
    } catch (SQLException e) {
      throw failures.translate(e);
    }
  }

  /** All rows of a query; empty if its table is not there. */
  public <T> Optional<List<T>> queryUnlessMissing(String sql, Binder binder, RowMapper<T> mapper) {
    try {
      return Optional.of(select(sql, binder, mapper));
    } catch (SQLException e) {
      if (failures.classify(e) == FailureKind.MISSING) {
        return Optional.empty();
      }
      throw failures.translate(e);
    }
  }

  private <T> List<T> select(String sql, Binder binder, RowMapper<T> mapper) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      binder.bind(new Parameters(statement));
      try (ResultSet rows = statement.executeQuery()) {
        List<T> result = new ArrayList<>();
        while (rows.next()) {
          result.add(mapper.map(rows));
        }
        return result;
      }
    }
  }

  /** The first row of a query. */
  public <T> Optional<T> queryFirst(String sql, Binder binder, RowMapper<T> mapper) {
    return query(sql, binder, mapper).stream().findFirst();
  }

  /** A number that a query always gives. */
  public long queryNumber(String sql, Binder binder) {
    return query(sql, binder, row -> row.getLong(1)).get(0);
  }

  /** Runs a statement of the schema. */
  public void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /**
   * Commits, and flushes where the database does not do so by itself.
   *
   * @throws CommitUnknownException if the connection was lost while COMMIT was under way
   */
  public void commit() {
    if (state == State.JOINED) {
      throw new IllegalStateException("the caller commits");
    }
    try {
      connection.commit();
      state = State.COMMITTED;
      if (flush != null) {
        execute(flush);
      }
    } catch (SQLException e) {
      StoreException failure = failures.translateCommit(e);
      if (failure instanceof CommitUnknownException) {
        state = State.UNKNOWN;
      }
      throw failure;
    }
  }

  /** Rolls back unless committed, and gives the connection back. Never throws. */
  @Override
  public void close() {
    State last = state;
    state = State.CLOSED;
    switch (last) {
      case OPEN -> rollBack();
      case COMMITTED -> giveBack();
      case JOINED -> {}
      case UNKNOWN -> borrowed.discard();
      case CLOSED -> {
        return;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void rollBack() {
    try {
      connection.rollback();
    } catch (SQLException e) {
      LOG.log(System.Logger.Level.DEBUG, "connection discarded, rollback failed", e);
      borrowed.discard();
      return;
    }
    giveBack();
  }

  private void giveBack() {
    try {
      borrowed.giveBack();
    } catch (SQLException e) {
      LOG.log(System.Logger.Level.DEBUG, "connection discarded, it could not be reset", e);
      borrowed.discard();
    }
  }

  private static int sum(int[] counts) {
    int sum = 0;
    for (int count : counts) {
      sum += count;
    }
    return sum;
  }
}
