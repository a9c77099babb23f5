package io.tabella.engine.dispatch;

import io.tabella.engine.delivery.Delivery;
import io.tabella.engine.delivery.Removable;
import io.tabella.engine.transaction.BranchWrite;
import io.tabella.engine.transaction.Held;
import io.tabella.engine.transaction.UnitOfWork;
import io.tabella.store.Body;
import io.tabella.store.DestinationKind;
import io.tabella.store.EntryKey;
import io.tabella.store.HeldKey;
import io.tabella.store.QueueEntry;
import io.tabella.store.StoreWork;
import io.tabella.store.StoredMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A queue's entry that this node holds. Belongs to whoever has it. */
final class QueueDelivery extends Delivery implements Held, Removable {

  private final Desk desk;
  private final QueueEntry entry;
  private final boolean stored;
  private final @Nullable String group;

  QueueDelivery(Desk desk, QueueEntry entry, boolean stored, @Nullable String group) {
    super(entry.attempts(), entry.suspect());
    this.desk = desk;
    this.entry = entry;
    this.stored = stored;
    this.group = group;
  }

  /** An entry of the database that is this node's. */
  static QueueDelivery stored(Desk desk, QueueEntry entry) {
    return new QueueDelivery(desk, entry, true, desk.dispatcher().groupOf(entry.message()));
  }

  /** A non-persistent message that has no row. */
  static QueueDelivery unstored(Desk desk, DispatchContext context, StoredMessage message) {
    long id = context.membership().ids().next();
    EntryKey key = new EntryKey(desk.dispatcher().queue(), message.header().rank(), id);
    long owner = context.config().owner();
    return new QueueDelivery(desk, new QueueEntry(key, owner, 0, false, message), false, null);
  }

  @Override
  public String source() {
    return desk.dispatcher().source();
  }

  @Override
  public void acknowledgeIn(UnitOfWork unit) {
    unit.acknowledge(this);
    settleIn(unit);
  }

  @Override
  public void handOverIn(UnitOfWork unit, BranchWrite branch) {
    if (stored) {
      branch.hold(key(), attempts());
    } else {
      branch.insert(key(), attempts(), storedMessage());
    }
    settleIn(unit);
  }

  /** A message without a row gets one. */
  @Override
  public Supplier<Removable> aloneIn(UnitOfWork unit, Predicate<HeldKey> undecided) {
    if (stored) {
      return () -> this;
    }
    QueueEntry counted = new QueueEntry(key(), entry.owner(), attempts(), false, entry.message());
    List<QueueEntry> row = new ArrayList<>(1);
    unit.also(
        transaction -> {
          row.clear();
          transaction.holdings().announce(desk.context().config().owner(), key().queue());
          row.addAll(transaction.entries().insert(List.of(counted)));
        });
    return () -> new QueueDelivery(desk, row.get(0), true, group);
  }

  // In a caller's transaction.

  @Override
  public Delivery delivery() {
    return this;
  }

  @Override
  public boolean removeIn(StoreWork work) {
    boolean held = work.entries().acknowledge(desk.context().config().owner(), List.of(key())) == 1;
    if (held && storedBody() instanceof Body.Elsewhere body) {
      work.entries().discardContents(List.of(body.contentId()));
    }
    return held;
  }

  @Override
  public void removed() {
    if (group != null) {
      settled();
    }
  }

  private void settleIn(UnitOfWork unit) {
    if (group != null) {
      unit.whenCommitted(this::settled);
    }
  }

  private void settled() {
    desk.dispatcher().grouping().settled(group, desk.context().ticker().nanos());
    // Another reader may have the next one now.
    desk.nudge();
  }

  @Override
  protected void onLost() {
    removed();
  }

  /** The group that it belongs to; null if none. */
  @Nullable String group() {
    return group;
  }

  @Override
  protected void recountIn(UnitOfWork unit, int failed) {
    unit.recount(this, failed);
  }

  /** It leaves the queue until then, and is not this node's any more. */
  @Override
  protected void postponeIn(UnitOfWork unit, int failed, long dueAt) {
    unit.acknowledge(this);
    settleIn(unit);
    UnitOfWork.Later later =
        new UnitOfWork.Later(desk.dispatcher().queue(), DestinationKind.QUEUE, null);
    unit.stage(later, dueAt, movable(), failed);
  }

  @Override
  protected void postponed(long dueAt) {
    // The mover brings it back.
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
    desk.putBack(this);
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
