package io.tabella.engine.lease;

import io.tabella.store.StoreTransaction;
import io.tabella.store.SubscriptionRecord;
import io.tabella.store.Subscriptions;
import io.tabella.store.Subscriptions.Released;
import java.util.List;

/**
 * What is written when a node has no consumer of a subscription any more, whether it leaves by
 * itself or is reaped. Belongs to the thread of its transaction.
 */
public final class SubscriptionDeparture {

  private final Subscriptions subscriptions;
  private final long node;

  /** For a node. */
  public SubscriptionDeparture(StoreTransaction transaction, long node) {
    this.subscriptions = transaction.subscriptions();
    this.node = node;
  }

  /** Gives back ranges for anybody to go on with. */
  public void release(List<Released> ranges) {
    if (!ranges.isEmpty()) {
      subscriptions.release(node, ranges);
    }
  }

  /** The node reads it no more; what nobody can read any more is removed. */
  public void leave(SubscriptionRecord subscription) {
    switch (subscription.spec().kind()) {
      case NON_DURABLE -> subscriptions.delete(subscription.id());
      case DURABLE -> subscriptions.letGo(subscription.id(), node);
      case SHARED_DURABLE -> subscriptions.leave(subscription.id(), node);
      case SHARED -> leaveShared(subscription);
    }
  }

  /** Locked, so that of two that leave at once the later one sees that it is the last. */
  private void leaveShared(SubscriptionRecord subscription) {
    subscriptions.lock(false, subscription.spec().clientId(), subscription.spec().name());
    subscriptions.leave(subscription.id(), node);
    if (subscriptions.members(subscription.id()).isEmpty()) {
      subscriptions.delete(subscription.id());
    }
  }
}
