package io.tabella.engine.log;

import io.tabella.engine.transaction.Lane;
import io.tabella.engine.transaction.UnitOfWork;
import io.tabella.store.StoreConflictException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The client identifiers of connections, unique among all nodes. For all threads. */
final class ClientIdentifiers {

  private final LogContext context;
  private final DeadHolders holders;

  ClientIdentifiers(LogContext context, DeadHolders holders) {
    this.context = context;
    this.holders = holders;
  }

  /** Takes a client identifier for a connection of this node; false if another one has it. */
  boolean take(String clientId, Lane lane) {
    while (true) {
      Optional<Long> holder = tryTake(clientId, lane);
      if (holder.isEmpty()) {
        return true;
      }
      if (!holders.awaitGone(holder.get())) {
        return false;
      }
    }
  }

  private Optional<Long> tryTake(String clientId, Lane lane) {
    List<Long> holder = new ArrayList<>(1);
    UnitOfWork unit = new UnitOfWork();
    unit.also(
        transaction -> {
          holder.clear();
          if (!transaction.subscriptions().takeClientId(clientId, context.node())) {
            transaction.subscriptions().clientIdHolder(clientId).ifPresent(holder::add);
            if (holder.isEmpty()) {
              throw new StoreConflictException("the client identifier was just given back", null);
            }
          }
        });
    lane.commit(unit);
    return holder.stream().findFirst();
  }

  void giveBack(String clientId, Lane lane) {
    UnitOfWork unit = new UnitOfWork();
    unit.also(
        transaction -> transaction.subscriptions().giveBackClientId(clientId, context.node()));
    lane.commit(unit);
  }
}
