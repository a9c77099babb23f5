package io.tabella.engine.retention;

import io.tabella.engine.service.Ticker;
import io.tabella.engine.transaction.Ledger;
import io.tabella.store.LastValues.LastValue;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Removes what was noted about messages and is needed no more: identifiers whose window has passed,
 * and newest values whose entry is gone. Runs on the housekeeping thread.
 */
public final class NoteSweeper {

  private static final long ROUND = TimeUnit.SECONDS.toNanos(10);
  private static final int STEP = 1_000;
  private static final int STEPS_A_TURN = 20;

  private final Ledger ledger;
  private final Ticker ticker;
  private long nextRound;
  private boolean isForgetting;
  private boolean isTidying;
  private @Nullable LastValue tidied;

  /** A sweeper whose first round begins after a while. */
  public NoteSweeper(Ledger ledger, Ticker ticker) {
    this.ledger = ledger;
    this.ticker = ticker;
    this.nextRound = ticker.nanos() + ROUND;
  }

  /** A few steps of the round under way, or the begin of the next when its time has come. */
  public void runOnce() {
    long now = ticker.nanos();
    if (!isForgetting && !isTidying && now - nextRound >= 0) {
      nextRound = now + ROUND;
      isForgetting = true;
      isTidying = true;
    }
    for (int step = 0; step < STEPS_A_TURN && isForgetting; step++) {
      isForgetting = ledger.commit(transaction -> transaction.duplicates().forget(STEP)) == STEP;
    }
    for (int step = 0; step < STEPS_A_TURN && isTidying; step++) {
      tidy();
    }
  }

  private void tidy() {
    LastValue after = tidied;
    Optional<LastValue> last =
        ledger.commit(
            transaction -> Optional.ofNullable(transaction.lastValues().tidy(after, STEP)));
    tidied = last.orElse(null);
    isTidying = last.isPresent();
  }
}
