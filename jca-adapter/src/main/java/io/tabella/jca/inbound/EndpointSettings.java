package io.tabella.jca.inbound;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a bean gets its messages. Valid and immutable.
 *
 * @param concurrency the most messages that are delivered at once
 * @param dupsOk whether, without a transaction, a message may come twice after a crash
 * @param transactionTimeoutSeconds 0 for no limit
 * @param stopTimeout how long running deliveries may go on when it is stopped
 */
public record EndpointSettings(
    Source source,
    Subscription subscription,
    int concurrency,
    boolean dupsOk,
    int transactionTimeoutSeconds,
    Duration stopTimeout) {

  /**
   * Where its messages come from.
   *
   * @param name the destination's in the store, or null
   * @param lookup the destination's in the naming service; goes before the name
   * @param topic what a name is the name of
   */
  public record Source(
      @Nullable String name, @Nullable String lookup, boolean topic, @Nullable String selector) {}

  /** How it subscribes, if it is a topic. */
  public record Subscription(
      boolean durable, boolean shared, @Nullable String name, @Nullable String clientId) {}
}
