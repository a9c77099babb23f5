package io.tabella.engine.dispatch;

import io.tabella.engine.delivery.Delivery;
import io.tabella.engine.transaction.Held;
import io.tabella.engine.transaction.UnitOfWork;
import io.tabella.store.Body;
import io.tabella.store.EntryKey;
import io.tabella.store.QueueEntry;
import io.tabella.store.StoredMessage;

/** A queue's entry that this node holds. Belongs to whoever has it. */
final class QueueDelivery extends Delivery implements Held {

  private final Dispatcher dispatcher;
  private final QueueEntry entry;
  private final boolean stored;

  QueueDelivery(Dispatcher dispatcher, QueueEntry entry, boolean stored) {
    super(entry.attempts(), entry.suspect());
    this.dispatcher = dispatcher;
    this.entry = entry;
    this.stored = stored;
  }

  /** A non-persistent message that has no row. */
  static QueueDelivery unstored(
      Dispatcher dispatcher, DispatchContext context, StoredMessage message) {
    long id = context.membership().ids().next();
    EntryKey key = new EntryKey(dispatcher.queue(), message.header().rank(), id);
    long owner = context.config().owner();
    return new QueueDelivery(dispatcher, new QueueEntry(key, owner, 0, false, message), false);
  }

  @Override
  public String source() {
    return "queue:" + dispatcher.name();
  }

  @Override
  public void acknowledgeIn(UnitOfWork unit) {
    unit.acknowledge(this);
  }

  @Override
  protected void recountIn(UnitOfWork unit, int failed) {
    unit.recount(this, failed);
  }

  @Override
  protected StoredMessage storedMessage() {
    return entry.message();
  }

  /** The new entry takes over the content of a large body. */
  @Override
  protected StoredMessage movable() {
    return storedMessage();
  }

  @Override
  protected void returnToBuffer() {
    unload();
    dispatcher.putBack(this);
  }

  @Override
  public EntryKey key() {
    return entry.key();
  }

  @Override
  public boolean stored() {
    return stored;
  }

  @Override
  public Body storedBody() {
    return entry.message().body();
  }

  long size() {
    return entry.message().size();
  }
}
