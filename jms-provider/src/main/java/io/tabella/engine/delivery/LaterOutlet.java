package io.tabella.engine.delivery;

import io.tabella.engine.transaction.UnitOfWork;
import io.tabella.store.StoredMessage;

/**
 * A destination as the sender of a message sees it that is to be visible later. For all threads.
 *
 * @param outlet the destination
 * @param dueAt milliseconds since 1970, by the database's clock
 */
public record LaterOutlet(Outlet outlet, long dueAt) implements Outlet {

  @Override
  public String name() {
    return outlet.name();
  }

  @Override
  public void sendIn(UnitOfWork unit, StoredMessage message) {
    outlet.check(message);
    outlet.stageIn(unit, dueAt, message);
  }

  @Override
  public void stageIn(UnitOfWork unit, long laterDueAt, StoredMessage message) {
    outlet.stageIn(unit, laterDueAt, message);
  }

  @Override
  public Outlet once(String duplicateId) {
    return new LaterOutlet(outlet.once(duplicateId), dueAt);
  }

  /** Never: it has to wait somewhere. */
  @Override
  public boolean offerVolatile(StoredMessage message) {
    return false;
  }
}
