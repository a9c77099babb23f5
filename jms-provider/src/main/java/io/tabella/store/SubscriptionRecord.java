package io.tabella.store;

/**
 * A subscription as the database knows it.
 *
 * @param id never used again
 * @param holder the node that reads it; {@link #NOBODY} if none does, and for shared ones
 */
public record SubscriptionRecord(long id, SubscriptionSpec spec, long holder) {

  /** The holder of a subscription that no node reads. */
  public static final long NOBODY = 0;
}
