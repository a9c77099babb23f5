package io.tabella.engine.lease;

import io.tabella.engine.transaction.Ledger;
import io.tabella.store.DestinationKind;
import io.tabella.store.Destinations.DestinationRecord;
import io.tabella.store.MessageStore;
import io.tabella.store.StoreTransaction;
import io.tabella.store.SubscriptionRecord;

/**
 * Gives back what a dead node had of subscriptions: its ranges, suspect now; those that end with
 * it; its temporary topics and queues; its connections' client identifiers; its message groups,
 * after their entries. Runs on the housekeeping thread.
 */
final class DepartureReaper {

  private final MessageStore store;
  private final Ledger ledger;

  DepartureReaper(MessageStore store, Ledger ledger) {
    this.store = store;
    this.ledger = ledger;
  }

  /**
   * One commit for each subscription, so that whoever dies between leaves the rest to others.
   *
   * @return false if some of it is locked by somebody, and the rest is to be done later
   */
  boolean release(long dead) {
    boolean all = true;
    for (SubscriptionRecord subscription : store.topics().findHeldBy(dead)) {
      all &= ledger.commit(transaction -> isReleased(transaction, subscription, dead));
    }
    if (!all) {
      return false;
    }
    removeTemporaryTopics(dead);
    removeTemporaryQueues(dead);
    ledger.write(
        transaction -> {
          transaction.groups().giveBackAll(dead);
          transaction.subscriptions().giveBackClientIds(dead);
        });
    return true;
  }

  private void removeTemporaryQueues(long dead) {
    for (DestinationRecord queue : store.destinations().list(DestinationKind.QUEUE)) {
      if (queue.name().startsWith(TemporaryNames.prefixOf(dead))) {
        new QueueRemoval(queue.id()).through(ledger);
      }
    }
  }

  private void removeTemporaryTopics(long dead) {
    for (DestinationRecord topic : store.destinations().list(DestinationKind.TOPIC)) {
      if (topic.name().startsWith(TemporaryNames.prefixOf(dead))) {
        new TopicRemoval(topic.id(), topic.name()).through(ledger);
      }
    }
  }

  private static boolean isReleased(
      StoreTransaction transaction, SubscriptionRecord subscription, long dead) {
    transaction.subscriptions().reap(subscription.id(), dead);
    if (transaction.subscriptions().isHeldBy(subscription.id(), dead)) {
      return false;
    }
    new SubscriptionDeparture(transaction, dead).leave(subscription);
    return true;
  }
}
