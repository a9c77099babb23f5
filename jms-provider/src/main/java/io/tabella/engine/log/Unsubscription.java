package io.tabella.engine.log;

import io.tabella.engine.transaction.Lane;
import io.tabella.engine.transaction.UnitOfWork;
import io.tabella.store.StoreTransaction;
import io.tabella.store.SubscriptionRecord;
import java.util.Optional;

/** Removes durable subscriptions. For all threads. */
final class Unsubscription {

  private final DeadHolders holders;

  Unsubscription(DeadHolders holders) {
    this.holders = holders;
  }

  /** Removes it, when nobody reads it. */
  void remove(String clientId, String name, Lane lane) {
    while (true) {
      Optional<Long> holder = tryRemove(clientId, name, lane);
      if (holder.isEmpty()) {
        return;
      }
      if (!holders.awaitGone(holder.get())) {
        throw new SubscriptionInUseException(
            "the subscription '"
                + name
                + "' has a consumer in node "
                + holder.get()
                + "; close it before unsubscribing");
      }
    }
  }

  private Optional<Long> tryRemove(String clientId, String name, Lane lane) {
    Removal removal = new Removal(clientId, name);
    UnitOfWork unit = new UnitOfWork();
    unit.also(removal::write);
    lane.commit(unit);
    if (!removal.found) {
      throw new NoSuchSubscriptionException(
          "there is no durable subscription '"
              + name
              + (clientId.isEmpty() ? "'" : "' of the client identifier '" + clientId + "'"));
    }
    return removal.holder;
  }

  /** One attempt to remove a subscription. Belongs to the lane's thread until it has committed. */
  private static final class Removal {
    private final String clientId;
    private final String name;
    private boolean found;
    private Optional<Long> holder = Optional.empty();

    Removal(String clientId, String name) {
      this.clientId = clientId;
      this.name = name;
    }

    void write(StoreTransaction transaction) {
      Optional<SubscriptionRecord> record = transaction.subscriptions().lock(true, clientId, name);
      found = record.isPresent();
      if (record.isPresent()) {
        long id = record.get().id();
        holder = Optional.of(record.get().holder()).filter(it -> it != SubscriptionRecord.NOBODY);
        if (holder.isEmpty()) {
          holder = transaction.subscriptions().members(id).stream().findFirst();
        }
        if (holder.isEmpty()) {
          transaction.subscriptions().delete(id);
        }
      }
    }
  }
}
