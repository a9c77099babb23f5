package io.tabella.engine.dispatch;

import io.tabella.engine.delivery.Outlet;
import io.tabella.engine.transaction.Once;
import io.tabella.engine.transaction.Terms;
import io.tabella.engine.transaction.UnitOfWork;
import io.tabella.store.DestinationKind;
import io.tabella.store.StoredMessage;
import org.jspecify.annotations.Nullable;

/**
 * A queue as a sender sees it. For all threads.
 *
 * @param duplicateId what the sender calls the message; null if it does not
 */
record QueueOutlet(Dispatcher dispatcher, @Nullable String duplicateId) implements Outlet {

  @Override
  public String name() {
    return dispatcher.name();
  }

  /** A key that is no good is told to the sender, and nobody after him. */
  @Override
  public void check(StoredMessage message) {
    String unused = dispatcher.lastValueKey().ofSent(message);
  }

  @Override
  public void sendIn(UnitOfWork unit, StoredMessage message) {
    dispatcher.checkThere();
    String lastValue = dispatcher.lastValueKey().ofSent(message);
    unit.send(dispatcher, message, new Terms(0, once(), lastValue));
  }

  /** What comes again is not the newest value, and takes nobody's place. */
  @Override
  public void sendIn(UnitOfWork unit, StoredMessage message, int attempts) {
    dispatcher.checkThere();
    String lastValue = attempts == 0 ? dispatcher.lastValueKey().of(message) : null;
    unit.send(dispatcher, message, new Terms(attempts, once(), lastValue));
  }

  @Override
  public void stageIn(UnitOfWork unit, long dueAt, StoredMessage message) {
    dispatcher.checkThere();
    UnitOfWork.Later later = new UnitOfWork.Later(dispatcher.queue(), DestinationKind.QUEUE, null);
    unit.stage(later, dueAt, message, once());
  }

  @Override
  public Outlet once(String id) {
    return new QueueOutlet(dispatcher, id);
  }

  private @Nullable Once once() {
    return duplicateId == null ? null : dispatcher.once(duplicateId);
  }

  @Override
  public boolean offerVolatile(StoredMessage message) {
    dispatcher.checkThere();
    return once() == null && dispatcher.offerVolatile(message);
  }
}
