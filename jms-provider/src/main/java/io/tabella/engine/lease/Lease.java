package io.tabella.engine.lease;

import io.tabella.engine.service.Ticker;
import java.time.Duration;

/** How long this node may believe that it lives. For all threads. */
public final class Lease {

  private static final int MARGIN_DIVISOR = 10;

  private final Ticker ticker;
  private final long trustNanos;
  private volatile long renewedAt;

  /** A lease that was granted by a request sent at {@code askedAt}. */
  Lease(Ticker ticker, Duration granted, long askedAt) {
    this.ticker = ticker;
    this.trustNanos = granted.toNanos() - granted.toNanos() / MARGIN_DIVISOR;
    this.renewedAt = askedAt;
  }

  /** Whether nobody can have reaped this node yet. */
  public boolean isTrusted() {
    return ticker.nanos() - renewedAt < trustNanos;
  }

  void renewed(long askedAt) {
    renewedAt = askedAt;
  }
}
