package io.tabella.engine.lease;

import io.tabella.store.LogKey;
import io.tabella.store.StoreTransaction;
import io.tabella.store.SubscriptionRecord;

/**
 * Removes a topic that nobody needs any more, in steps, each a transaction. Belongs to the thread
 * of the step.
 */
public final class TopicRemoval {

  private static final int CHUNK = 1_000;

  private final long topic;
  private final String name;
  private volatile boolean done;

  /** Not begun. */
  public TopicRemoval(long topic, String name) {
    this.topic = topic;
    this.name = name;
  }

  /** Whether nothing is left, when the last step has committed. */
  public boolean isDone() {
    return done;
  }

  /** Removes its subscriptions, then some of its messages, and in the end the topic. */
  public void step(StoreTransaction transaction) {
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
    done = !more;
  }
}
