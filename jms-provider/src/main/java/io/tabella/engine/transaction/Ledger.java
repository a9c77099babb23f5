package io.tabella.engine.transaction;

import io.tabella.engine.service.Ticker;
import io.tabella.store.Batch;
import io.tabella.store.CommitUnknownException;
import io.tabella.store.FencedException;
import io.tabella.store.MessageStore;
import io.tabella.store.Outcome;
import io.tabella.store.StoreConflictException;
import io.tabella.store.StoreTransaction;
import io.tabella.store.StoreUnavailableException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One writer's ledger: numbers its batches, and finds out about a COMMIT that was not answered.
 * Belongs to one thread.
 */
public final class Ledger {

  private final MessageStore store;
  private final long id;
  private final Duration storeTimeout;
  private final Ticker ticker;
  private long committed;

  /**
   * A fresh ledger, at number 0.
   *
   * @param storeTimeout how long to ask for an outcome while the database cannot be reached
   */
  public Ledger(MessageStore store, long id, Duration storeTimeout, Ticker ticker) {
    this.store = store;
    this.id = id;
    this.storeTimeout = storeTimeout;
    this.ticker = ticker;
  }

  /** The ledger's id; never used again. */
  long id() {
    return id;
  }

  /** {@link #commit} of work that gives nothing. */
  public void write(Consumer<StoreTransaction> work) {
    commit(
        transaction -> {
          work.accept(transaction);
          return true;
        });
  }

  /**
   * Writes one batch and commits it. When the COMMIT is not answered, asks for the outcome until
   * the database tells.
   *
   * @throws StoreConflictException if nothing is stored: write it again
   * @throws StoreUnavailableException if nothing is stored: wait, then write it again
   * @throws FencedException if this ledger can be written no more. Nothing is stored, unless the
   *     message says that the database was lost during COMMIT and could not be asked in time
   */
  public <T> T commit(Function<StoreTransaction, T> work) {
    Batch batch = new Batch(id, committed + 1);
    Attempt<T> attempt = new Attempt<>();
    try (StoreTransaction transaction = store.begin(batch)) {
      attempt.result = work.apply(transaction);
      transaction.commit();
    } catch (CommitUnknownException e) {
      resolve(batch, e);
    }
    committed = batch.number();
    return attempt.result();
  }

  /** What the work gave, kept while the outcome of its COMMIT is asked for. */
  private static final class Attempt<T> {
    @Nullable T result;

    @SuppressWarnings("NullAway") // set before COMMIT is sent, and only asked for after
    T result() {
      return result;
    }
  }

  /** Returns if the batch did commit. */
  private void resolve(Batch batch, CommitUnknownException cause) {
    BackOff backOff = new BackOff();
    long since = ticker.nanos();
    Outcome outcome = null;
    while (outcome == null) {
      LockSupport.parkNanos(backOff.nextNanos());
      outcome = ask(batch);
      if (outcome == null && ticker.nanos() - since >= storeTimeout.toNanos()) {
        throw givenUp(cause);
      }
    }
    if (outcome == Outcome.NEVER) {
      throw new StoreConflictException(
          "the connection was lost before COMMIT took effect; nothing was stored", cause);
    }
  }

  /** Null when the database could not be asked, or the old transaction has not ended yet. */
  private @Nullable Outcome ask(Batch batch) {
    try {
      return store.outcomeOf(batch);
    } catch (StoreUnavailableException | StoreConflictException e) {
      return null;
    }
  }

  /**
   * Going on without the answer would risk writing the same twice, so the node ends here; its
   * successor is a new one.
   */
  private FencedException givenUp(CommitUnknownException cause) {
    String lost =
        "the database was lost during COMMIT and could not be asked for "
            + storeTimeout.toMillis()
            + " ms (setting storeTimeoutMillis)";
    return new FencedException(
        "nothing was stored: this node has ended before, because " + lost,
        new CommitUnknownException(lost + "; whether this was stored cannot be told", cause));
  }
}
