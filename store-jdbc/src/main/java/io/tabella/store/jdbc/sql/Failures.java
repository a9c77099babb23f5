package io.tabella.store.jdbc.sql;

import io.tabella.store.CommitUnknownException;
import io.tabella.store.StoreAccessException;
import io.tabella.store.StoreConflictException;
import io.tabella.store.StoreException;
import io.tabella.store.StoreRejectedException;
import io.tabella.store.StoreSetupException;
import io.tabella.store.StoreUnavailableException;
import java.io.IOException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;

/** Translates the exceptions of JDBC into those of the SPI. For all threads. */
public final class Failures {

  private static final int DEEPEST_CAUSE = 10;

  private final FailureCodes codes;
  private final String database;

  /**
   * The failures of one database.
   *
   * @param database its name in messages, without secrets
   */
  public Failures(FailureCodes codes, String database) {
    this.codes = codes;
    this.database = database;
  }

  /** What a failure means. A pool that got no connection is asked why. */
  public FailureKind classify(SQLException failure) {
    if (failure instanceof SQLTransientConnectionException
        && failure.getCause() instanceof SQLException reason) {
      return codes.classify(reason);
    }
    return codes.classify(databasesOwn(failure));
  }

  /**
   * Who wraps connections may wrap failures, too, and tell no state: Payara does. Then the database
   * speaks further down.
   */
  private static SQLException databasesOwn(SQLException failure) {
    Throwable cause = failure;
    for (int depth = 0; depth < DEEPEST_CAUSE && cause != null; depth++) {
      if (cause instanceof SQLException told && told.getSQLState() != null) {
        return told;
      }
      cause = cause.getCause();
    }
    return failure;
  }

  /** Whether the database has said why, and not only a pool or a server around it. */
  public static boolean isToldByTheDatabase(SQLException failure) {
    return databasesOwn(failure).getSQLState() != null;
  }

  /** A failure before COMMIT was sent: nothing is stored, whatever it was. */
  public StoreException translate(SQLException failure) {
    String what = database + ": " + messageOf(failure) + codes.advise(failure);
    return switch (classify(failure)) {
      case UNAVAILABLE ->
          new StoreUnavailableException(
              "the database cannot be used just now, nothing was stored; " + what, failure);
      case CONFLICT ->
          new StoreConflictException(
              "the transaction stood in another one's way, nothing was stored; try again; " + what,
              failure);
      case REJECTED, DUPLICATE ->
          new StoreRejectedException("the database does not take this data; " + what, failure);
      case ACCESS ->
          new StoreAccessException(
              "the database refuses the login, or the login lacks a right; " + what, failure);
      case MISSING ->
          new StoreSetupException(
              "a table or the database is missing; was it removed, or is the table prefix wrong? "
                  + what,
              failure);
      case SETUP ->
          new StoreSetupException("the database cannot be used as configured; " + what, failure);
    };
  }

  /**
   * A failure of COMMIT. Only a refusal, after which the database has rolled back or will, is known
   * to have stored nothing; whatever else it says, the ledger is to be asked.
   */
  public StoreException translateCommit(SQLException failure) {
    if (classify(failure) == FailureKind.CONFLICT) {
      return translate(failure);
    }
    return new CommitUnknownException(
        "COMMIT was not answered as it should be; the ledger tells what became of it; "
            + database
            + ": "
            + messageOf(failure),
        failure);
  }

  /** Drivers say that they lost the line; what the network said lies further below. */
  private static String networkReasonOf(SQLException failure) {
    Throwable cause = failure.getCause();
    for (int depth = 0; depth < DEEPEST_CAUSE && cause != null; depth++) {
      if (cause instanceof IOException) {
        return " (" + cause.getClass().getSimpleName() + ": " + cause.getMessage() + ")";
      }
      cause = cause.getCause();
    }
    return "";
  }

  private static String messageOf(SQLException failure) {
    String reason =
        failure.getCause() instanceof SQLException cause && cause != failure
            ? " (" + cause.getMessage() + ")"
            : "";
    return failure.getMessage()
        + reason
        + networkReasonOf(failure)
        + " [SQLState "
        + failure.getSQLState()
        + ", code "
        + failure.getErrorCode()
        + "]";
  }
}
