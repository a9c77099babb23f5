package io.tabella.engine.log;

import io.tabella.engine.delivery.Delivery;
import io.tabella.engine.delivery.Removable;
import io.tabella.engine.transaction.EntriesLostException;
import io.tabella.engine.transaction.UnitOfWork;
import io.tabella.store.HeldKey;
import io.tabella.store.RangeKey;
import io.tabella.store.StoreWork;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * A topic's message in a range of its own, in somebody's hands. Belongs to whoever has it.
 *
 * <p>It comes before all that is in the logs, should it come again.
 */
final class LoneDelivery extends LogDelivery implements Removable {

  private final ClaimedStretch stretch;

  LoneDelivery(LogDelivery received, LogCursor cursor, ClaimedStretch stretch) {
    super(
        received.subscriber(),
        cursor,
        stretch,
        received.logged(),
        Long.MIN_VALUE + received.seq(),
        received.attempts());
    this.stretch = stretch;
    loadAs(received);
  }

  /** It is already. */
  @Override
  public Supplier<Removable> aloneIn(UnitOfWork unit, Predicate<HeldKey> undecided) {
    return () -> this;
  }

  /** Its row has no other message to count: whoever takes it next goes on from there. */
  @Override
  protected void recountIn(UnitOfWork unit, int failed) {
    unit.also(
        transaction -> {
          long node = subscriber().context().node();
          if (!transaction.subscriptions().probe(rangeKey(), node, seq(), failed)) {
            throw new EntriesLostException(1, 0);
          }
        });
  }

  @Override
  public Delivery delivery() {
    return this;
  }

  @Override
  public HeldKey key() {
    return rangeKey();
  }

  private RangeKey rangeKey() {
    return stretch.held().key();
  }

  @Override
  public boolean removeIn(StoreWork work) {
    return work.subscriptions().finish(subscriber().context().node(), List.of(rangeKey())) == 1;
  }

  @Override
  public void removed() {
    stretch.held().removed();
  }

  /** Its range is gone. */
  @Override
  protected void onLost() {
    removed();
  }
}
