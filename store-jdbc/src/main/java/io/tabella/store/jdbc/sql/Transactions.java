package io.tabella.store.jdbc.sql;

import io.tabella.store.CommitUnknownException;
import io.tabella.store.StoreConflictException;
import io.tabella.store.StoreUnavailableException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Begins transactions. For all threads. */
public final class Transactions implements AutoCloseable {

  private static final int ATTEMPTS = 5;

  /** A deadlock is known at once and worth another try; who has waited for a lock has waited. */
  private static final long PATIENCE = TimeUnit.MILLISECONDS.toNanos(900);

  private static final long LONGEST_PAUSE = TimeUnit.MILLISECONDS.toNanos(20);

  private final Connections connections;
  private final Failures failures;
  private final @Nullable String flush;

  /**
   * Transactions on some connections.
   *
   * @param flush what to run after each commit, if anything
   */
  public Transactions(Connections connections, Failures failures, @Nullable String flush) {
    this.connections = connections;
    this.failures = failures;
    this.flush = flush;
  }

  /** Finds out at once whether this login may flush. */
  public void tryFlush() {
    if (flush != null) {
      try (Transaction transaction = begin(null)) {
        transaction.execute(flush);
      } catch (SQLException e) {
        throw failures.translate(e);
      }
    }
  }

  /** Begins a transaction that the caller commits and closes. */
  public Transaction begin() {
    return begin(flush);
  }

  /** Goes on with the transaction of a caller's connection, who ends it. To be closed. */
  public Transaction join(Connection callers) {
    return Transaction.joined(callers, failures, Thread.interrupted());
  }

  /**
   * Does a piece of work in a transaction of its own and commits it; again, if it stood in another
   * one's way. The work must bear to be done twice: when the commit's answer is lost, the caller is
   * told that the database is unavailable, and tries again.
   */
  public <T> T write(Function<Transaction, T> work) {
    long start = System.nanoTime();
    for (int attempt = 1; ; attempt++) {
      try {
        return writeOnce(work);
      } catch (StoreConflictException e) {
        if (attempt == ATTEMPTS || System.nanoTime() - start > PATIENCE) {
          throw e;
        }
        LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(LONGEST_PAUSE * attempt));
      }
    }
  }

  /** Reads, and leaves nothing behind. */
  public <T> T read(Function<Transaction, T> work) {
    try (Transaction transaction = begin(null)) {
      return work.apply(transaction);
    }
  }

  private <T> T writeOnce(Function<Transaction, T> work) {
    try (Transaction transaction = begin()) {
      T result = work.apply(transaction);
      transaction.commit();
      return result;
    } catch (CommitUnknownException e) {
      throw new StoreUnavailableException(
          "the connection was lost while this was stored; do it again when the database answers",
          e);
    }
  }

  private Transaction begin(@Nullable String flushAfter) {
    // H2 closes its file, for everybody, when a thread that is interrupted reads or writes.
    boolean interrupted = Thread.interrupted();
    try {
      return new Transaction(connections.borrow(), failures, flushAfter, interrupted);
    } catch (SQLException e) {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
      throw failures.translate(e);
    }
  }

  @Override
  public void close() {
    connections.close();
  }
}
