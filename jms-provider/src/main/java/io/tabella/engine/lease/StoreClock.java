package io.tabella.engine.lease;

import io.tabella.engine.service.Ticker;
import java.util.concurrent.TimeUnit;

/** The database's time, as last heard of and carried on by this JVM's ticker. For all threads. */
public final class StoreClock {

  private final Ticker ticker;
  private volatile Reading last;

  private record Reading(long storeMillis, long nanos) {}

  public StoreClock(Ticker ticker, long storeMillis) {
    this.ticker = ticker;
    this.last = new Reading(storeMillis, ticker.nanos());
  }

  /** Milliseconds since 1970. */
  public long now() {
    Reading reading = last;
    return reading.storeMillis + TimeUnit.NANOSECONDS.toMillis(ticker.nanos() - reading.nanos);
  }

  /** The database has just said what time it is. */
  void set(long storeMillis) {
    last = new Reading(storeMillis, ticker.nanos());
  }
}
