package io.tabella.engine.lease;

import io.tabella.engine.service.Ticker;
import java.time.Duration;

/** How long this node may believe that it lives. For all threads. */
public final class Lease {

  private static final int MARGIN_DIVISOR = 10;

  /** Time for every other node to find a connection again and to renew. */
  private static final int STEADY_LEASES = 2;

  private final Ticker ticker;
  private final long grantedNanos;
  private final long trustNanos;
  private volatile long renewedAt;
  private volatile long steadySince;

  /** A lease that was granted by a request sent at {@code askedAt}. */
  Lease(Ticker ticker, Duration granted, long askedAt) {
    this.ticker = ticker;
    this.grantedNanos = granted.toNanos();
    this.trustNanos = grantedNanos - grantedNanos / MARGIN_DIVISOR;
    this.renewedAt = askedAt;
    this.steadySince = askedAt - STEADY_LEASES * grantedNanos;
  }

  /** Whether nobody can have reaped this node yet. */
  public boolean isTrusted() {
    return ticker.nanos() - renewedAt < trustNanos;
  }

  /**
   * Whether this node has been heard by the database for two leases, so that the silence of others
   * cannot be the database's own. A node that has just joined takes that for granted.
   */
  boolean isSteady() {
    long now = ticker.nanos();
    return !isSilence(now - renewedAt) && now - steadySince >= STEADY_LEASES * grantedNanos;
  }

  /**
   * Whether the database may have been away for so long that others have lost their leases by it. A
   * heartbeat takes a third of a lease at most, so nobody has before two thirds are over.
   */
  private boolean isSilence(long nanos) {
    return nanos >= grantedNanos / 3 * 2;
  }

  void renewed(long askedAt) {
    if (isSilence(askedAt - renewedAt)) {
      steadySince = askedAt;
    }
    renewedAt = askedAt;
  }
}
