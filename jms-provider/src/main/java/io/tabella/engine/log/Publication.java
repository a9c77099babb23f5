package io.tabella.engine.log;

import io.tabella.engine.delivery.Outlet;
import io.tabella.engine.transaction.UnitOfWork;
import io.tabella.store.DestinationKind;
import io.tabella.store.StoredMessage;
import org.jspecify.annotations.Nullable;

/** A topic as one connection publishes to it. For all threads. */
final class Publication implements Outlet {

  private final LogTail tail;
  private final @Nullable String origin;

  Publication(LogTail tail, @Nullable String origin) {
    this.tail = tail;
    this.origin = origin;
  }

  @Override
  public String name() {
    return tail.name();
  }

  @Override
  public void sendIn(UnitOfWork unit, StoredMessage message) {
    tail.checkThere();
    unit.publish(tail, origin, message);
  }

  @Override
  public void stageIn(UnitOfWork unit, long dueAt, StoredMessage message) {
    tail.checkThere();
    unit.stage(new UnitOfWork.Later(tail.topic(), DestinationKind.TOPIC, origin), dueAt, message);
  }

  /** Never: each subscription counts on the log, and a message is appended to it just once. */
  @Override
  public boolean offerVolatile(StoredMessage message) {
    return false;
  }
}
