package io.tabella.engine.log;

import io.tabella.engine.transaction.UnitOfWork;
import io.tabella.store.Body;
import io.tabella.store.LoggedMessage;
import java.util.NoSuchElementException;
import java.util.concurrent.ConcurrentSkipListSet;

/**
 * All that a subscription reads that ends with its consumer: there is nobody who would go on from
 * what is stored, so nothing is. Only large bodies that are in somebody's hands are remembered: one
 * that is handed back has to be read again, so the sweeper must not take it before it is settled.
 * For all threads.
 */
final class UnclaimedStretch implements Stretch {

  private final ConcurrentSkipListSet<Long> largeOut = new ConcurrentSkipListSet<>();

  @Override
  public long last() {
    return Long.MAX_VALUE;
  }

  @Override
  public boolean isAcknowledged(long seq) {
    return false;
  }

  @Override
  public boolean isSuspect() {
    return false;
  }

  @Override
  public int attempts(long seq) {
    return 0;
  }

  /** Nothing is stored; but it is in somebody's hands until the rest of the unit is. */
  @Override
  public void acknowledge(UnitOfWork unit, long seq) {
    if (largeOut.contains(seq)) {
      unit.whenCommitted(() -> largeOut.remove(seq));
    }
  }

  @Override
  public void skip(UnitOfWork unit, long seq) {
    // Nothing is stored.
  }

  @Override
  public void recount(UnitOfWork unit, long seq, int failed) {
    // Nothing is stored.
  }

  @Override
  public void handedOut(LoggedMessage message) {
    if (message.message().body() instanceof Body.Elsewhere) {
      largeOut.add(message.seq());
    }
  }

  @Override
  public void cameBack(long seq, int failed) {
    largeOut.remove(seq);
  }

  @Override
  public long lowestAtRisk() {
    try {
      return largeOut.first();
    } catch (NoSuchElementException none) {
      return Long.MAX_VALUE;
    }
  }
}
