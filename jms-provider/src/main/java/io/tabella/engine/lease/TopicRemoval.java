package io.tabella.engine.lease;

import io.tabella.store.LogKey;
import io.tabella.store.StoreTransaction;
import io.tabella.store.SubscriptionRecord;

/** Removes a topic's subscriptions, then its messages, and in the end the topic. */
public final class TopicRemoval extends Removal {

  private final long topic;
  private final String name;

  /** Not begun. */
  public TopicRemoval(long topic, String name) {
    this.topic = topic;
    this.name = name;
  }

  @Override
  boolean isLast(StoreTransaction transaction) {
    transaction.log().lock(topic);
    for (SubscriptionRecord subscription : transaction.subscriptions().list()) {
      if (subscription.spec().topic().equals(name)) {
        transaction.subscriptions().delete(subscription.id());
      }
    }
    boolean more = false;
    for (LogKey log : transaction.log().findLogs(topic)) {
      more |= transaction.log().remove(log, Long.MAX_VALUE, Long.MAX_VALUE, CHUNK) == CHUNK;
    }
    if (!more) {
      transaction.log().drop(topic);
    }
    return !more;
  }
}
