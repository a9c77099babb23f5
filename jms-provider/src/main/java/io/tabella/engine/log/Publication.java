package io.tabella.engine.log;

import io.tabella.engine.delivery.Outlet;
import io.tabella.engine.delivery.Policies;
import io.tabella.engine.transaction.Once;
import io.tabella.engine.transaction.UnitOfWork;
import io.tabella.store.DestinationKind;
import io.tabella.store.StoredMessage;
import org.jspecify.annotations.Nullable;

/** A topic as one connection publishes to it. For all threads. */
final class Publication implements Outlet {

  private final LogTail tail;
  private final Policies policies;
  private final @Nullable String origin;
  private final @Nullable String duplicateId;

  Publication(LogTail tail, Policies policies, @Nullable String origin) {
    this(tail, policies, origin, null);
  }

  private Publication(
      LogTail tail, Policies policies, @Nullable String origin, @Nullable String duplicateId) {
    this.tail = tail;
    this.policies = policies;
    this.origin = origin;
    this.duplicateId = duplicateId;
  }

  @Override
  public String name() {
    return tail.name();
  }

  @Override
  public void sendIn(UnitOfWork unit, StoredMessage message) {
    tail.checkThere();
    unit.publish(tail, origin, message, once());
  }

  @Override
  public void stageIn(UnitOfWork unit, long dueAt, StoredMessage message) {
    tail.checkThere();
    UnitOfWork.Later later = new UnitOfWork.Later(tail.topic(), DestinationKind.TOPIC, origin);
    unit.stage(later, dueAt, message, once());
  }

  @Override
  public Outlet once(String id) {
    return new Publication(tail, policies, origin, id);
  }

  private @Nullable Once once() {
    if (duplicateId == null) {
      return null;
    }
    long window = policies.of(tail.address()).duplicateWindowMillis();
    return window == 0 ? null : new Once(tail.topic(), duplicateId, window);
  }

  /** Never: each subscription counts on the log, and a message is appended to it just once. */
  @Override
  public boolean offerVolatile(StoredMessage message) {
    return false;
  }
}
