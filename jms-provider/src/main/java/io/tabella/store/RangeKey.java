package io.tabella.store;

/**
 * The primary key of a range: a stretch of a publisher's log that was claimed for a subscription.
 *
 * @param first the number of its first message
 */
public record RangeKey(long subscription, LogKey log, long first)
    implements HeldKey, Comparable<RangeKey> {

  @Override
  public int compareTo(RangeKey other) {
    int bySubscription = Long.compare(subscription, other.subscription);
    if (bySubscription != 0) {
      return bySubscription;
    }
    int byLog = log.compareTo(other.log);
    return byLog != 0 ? byLog : Long.compare(first, other.first);
  }
}
