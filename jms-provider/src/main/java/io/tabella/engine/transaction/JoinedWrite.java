package io.tabella.engine.transaction;

import io.tabella.store.EntryKey;
import io.tabella.store.QueueEntry;
import io.tabella.store.StagedMessage;
import io.tabella.store.StoreRejectedException;
import io.tabella.store.StoreWork;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;

/**
 * What a session sends within a caller's transaction: entries for anybody where that locks nothing
 * that others need; the rest is staged, and the lane relays it when it is committed. Belongs to the
 * caller's thread; used once.
 */
public final class JoinedWrite {

  private final long lane;
  private final LongSupplier ids;
  private final List<HandOff> queues = new ArrayList<>(1);
  private final List<QueueEntry> entries = new ArrayList<>(1);
  private final List<StagedMessage> staged = new ArrayList<>(0);

  /**
   * What a unit of work would send.
   *
   * @param lane that relays
   * @param ids makes ids, each greater than the one before
   * @throws StoreRejectedException if it cannot be sent so
   */
  public JoinedWrite(UnitOfWork work, long lane, LongSupplier ids) {
    this.lane = lane;
    this.ids = ids;
    work.sends().forEach(this::add);
    work.publishes().forEach(this::stage);
    work.stages().forEach(this::add);
  }

  private void add(UnitOfWork.Send send) {
    if (send.terms().equals(Terms.NONE)) {
      EntryKey key =
          new EntryKey(send.to().queue(), send.message().header().rank(), ids.getAsLong());
      queues.add(send.to());
      entries.add(QueueEntry.ready(key, send.message()));
    } else {
      stage(send);
    }
  }

  private void add(UnitOfWork.Stage stage) {
    if (stage.once() != null) {
      throw new StoreRejectedException(
          "a message with a duplicate identifier and a delivery delay cannot be sent in the"
              + " transaction of your connection: the identifier is compared when others can see"
              + " it; leave one of the two out",
          null);
    }
    stage(stage);
  }

  private void stage(Outgoing outgoing) {
    staged.add(outgoing.staged(lane, ids.getAsLong()));
  }

  /**
   * Writes; the caller commits.
   *
   * @return this
   * @throws StoreRejectedException if the database cannot take it
   */
  public JoinedWrite write(StoreWork work) {
    if (!entries.isEmpty()) {
      work.entries().insert(entries);
    }
    if (!staged.isEmpty()) {
      work.staged().insert(Audience.noted(work, staged));
    }
    return this;
  }

  /** Whether a lane has to relay something. */
  public boolean isRelayed() {
    return !staged.isEmpty();
  }

  /** Tells which entries it has written, and to which queues. */
  public void forEachEntry(BiConsumer<HandOff, EntryKey> told) {
    for (int i = 0; i < entries.size(); i++) {
      told.accept(queues.get(i), entries.get(i).key());
    }
  }
}
