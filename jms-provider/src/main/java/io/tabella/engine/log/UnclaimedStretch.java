package io.tabella.engine.log;

import io.tabella.engine.transaction.UnitOfWork;

/**
 * All that a subscription reads that ends with its consumer: there is nobody who would go on from
 * what is stored, so nothing is.
 */
final class UnclaimedStretch implements Stretch {

  static final UnclaimedStretch INSTANCE = new UnclaimedStretch();

  private UnclaimedStretch() {}

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

  @Override
  public void acknowledge(UnitOfWork unit, long seq) {
    // Nothing is stored.
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
  public void handedOut() {
    // Nobody asks.
  }

  @Override
  public void cameBack(long seq, boolean failed) {
    // Nobody asks.
  }
}
