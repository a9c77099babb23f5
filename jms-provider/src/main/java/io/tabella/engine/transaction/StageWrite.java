package io.tabella.engine.transaction;

import io.tabella.store.StagedMessage;
import io.tabella.store.StoreTransaction;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/** What one attempt stores for later. Belongs to the lane's thread; used once. */
final class StageWrite {

  private final long lane;
  private final LongSupplier ids;
  private final LongConsumer dueAt;
  private final List<StagedMessage> messages = new ArrayList<>(0);

  /**
   * An attempt.
   *
   * @param dueAt told when a message is due that is stored
   */
  StageWrite(long lane, LongSupplier ids, LongConsumer dueAt) {
    this.lane = lane;
    this.ids = ids;
    this.dueAt = dueAt;
  }

  void add(UnitOfWork.Stage stage) {
    messages.add(stage.staged(lane, ids.getAsLong()));
  }

  void write(StoreTransaction transaction) {
    transaction.staged().insert(Audience.noted(transaction, messages));
  }

  void committed() {
    messages.stream().mapToLong(message -> message.key().dueAt()).min().ifPresent(dueAt);
  }
}
