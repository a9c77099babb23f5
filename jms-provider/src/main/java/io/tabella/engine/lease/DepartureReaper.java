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

  /** One commit for each subscription, so that whoever dies between leaves the rest to others. */
  void release(long dead) {
    for (SubscriptionRecord subscription : store.topics().findHeldBy(dead)) {
      ledger.write(transaction -> release(transaction, subscription, dead));
    }
    removeTemporaryTopics(dead);
    removeTemporaryQueues(dead);
    ledger.write(
        transaction -> {
          transaction.groups().giveBackAll(dead);
          transaction.subscriptions().giveBackClientIds(dead);
        });
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

  private static void release(
      StoreTransaction transaction, SubscriptionRecord subscription, long dead) {
    transaction.subscriptions().reap(subscription.id(), dead);
    new SubscriptionDeparture(transaction, dead).leave(subscription);
  }
}
