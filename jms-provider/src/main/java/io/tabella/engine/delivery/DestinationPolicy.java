package io.tabella.engine.delivery;

/**
 * What is set for a destination. Immutable.
 *
 * @param redelivery what happens to a message whose delivery fails
 * @param expiryQueue where messages go that have expired; empty: nowhere, they are removed
 * @param paused whether its messages stay where they are
 * @param exclusive whether a queue's messages go to one consumer, as long as that lives
 * @param duplicateWindowMillis for how long a message's duplicate is left out; 0 never
 * @param lastValueKey the property of whose values a queue keeps the newest message only; empty:
 *     none
 */
public record DestinationPolicy(
    RedeliveryPolicy redelivery,
    String expiryQueue,
    boolean paused,
    boolean exclusive,
    long duplicateWindowMillis,
    String lastValueKey) {

  /** Nothing is set but how deliveries are repeated, where expired messages go, and a window. */
  public DestinationPolicy(
      RedeliveryPolicy redelivery, String expiryQueue, long duplicateWindowMillis) {
    this(redelivery, expiryQueue, false, false, duplicateWindowMillis, "");
  }

  /** With another policy of redelivery. */
  public DestinationPolicy withRedelivery(RedeliveryPolicy other) {
    return new DestinationPolicy(
        other, expiryQueue, paused, exclusive, duplicateWindowMillis, lastValueKey);
  }

  /** With another expiry queue. */
  public DestinationPolicy withExpiryQueue(String other) {
    return new DestinationPolicy(
        redelivery, other, paused, exclusive, duplicateWindowMillis, lastValueKey);
  }

  /** Paused, or not. */
  public DestinationPolicy withPaused(boolean other) {
    return new DestinationPolicy(
        redelivery, expiryQueue, other, exclusive, duplicateWindowMillis, lastValueKey);
  }

  /** Exclusive, or not. */
  public DestinationPolicy withExclusive(boolean other) {
    return new DestinationPolicy(
        redelivery, expiryQueue, paused, other, duplicateWindowMillis, lastValueKey);
  }

  /** With another window. */
  public DestinationPolicy withDuplicateWindowMillis(long other) {
    return new DestinationPolicy(redelivery, expiryQueue, paused, exclusive, other, lastValueKey);
  }

  /** With the values of another property. */
  public DestinationPolicy withLastValueKey(String other) {
    return new DestinationPolicy(
        redelivery, expiryQueue, paused, exclusive, duplicateWindowMillis, other);
  }
}
