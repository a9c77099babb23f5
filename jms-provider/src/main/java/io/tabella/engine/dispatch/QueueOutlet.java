package io.tabella.engine.dispatch;

import io.tabella.engine.delivery.Outlet;
import io.tabella.engine.transaction.UnitOfWork;
import io.tabella.store.DestinationKind;
import io.tabella.store.StoredMessage;

/** A queue as a sender sees it. For all threads. */
record QueueOutlet(Dispatcher dispatcher) implements Outlet {

  @Override
  public String name() {
    return dispatcher.name();
  }

  @Override
  public void sendIn(UnitOfWork unit, StoredMessage message) {
    dispatcher.checkThere();
    unit.send(dispatcher, message);
  }

  @Override
  public void sendIn(UnitOfWork unit, StoredMessage message, int attempts) {
    dispatcher.checkThere();
    unit.send(dispatcher, message, attempts);
  }

  @Override
  public void stageIn(UnitOfWork unit, long dueAt, StoredMessage message) {
    dispatcher.checkThere();
    UnitOfWork.Later later = new UnitOfWork.Later(dispatcher.queue(), DestinationKind.QUEUE, null);
    unit.stage(later, dueAt, message);
  }

  @Override
  public boolean offerVolatile(StoredMessage message) {
    dispatcher.checkThere();
    return dispatcher.offerVolatile(message);
  }
}
