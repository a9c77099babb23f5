package io.tabella.engine.delivery;

/**
 * What is set for a destination. Immutable.
 *
 * @param redelivery what happens to a message whose delivery fails
 * @param expiryQueue where messages go that have expired; empty: nowhere, they are removed
 * @param paused whether its messages stay where they are
 * @param exclusive whether a queue's messages go to one consumer, as long as that lives
 */
public record DestinationPolicy(
    RedeliveryPolicy redelivery, String expiryQueue, boolean paused, boolean exclusive) {

  /** With another policy of redelivery. */
  public DestinationPolicy withRedelivery(RedeliveryPolicy other) {
    return new DestinationPolicy(other, expiryQueue, paused, exclusive);
  }
}
