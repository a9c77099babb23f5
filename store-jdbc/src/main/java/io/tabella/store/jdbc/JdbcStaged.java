package io.tabella.store.jdbc;

import io.tabella.store.Body;
import io.tabella.store.Staged;
import io.tabella.store.StagedKey;
import io.tabella.store.StagedMessage;
import io.tabella.store.StoredMessage;
import io.tabella.store.jdbc.sql.Transaction;
import io.tabella.store.jdbc.table.StagedTable;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Messages that are not due yet, inside one transaction. Belongs to its thread. */
final class JdbcStaged implements Staged {

  private final Transaction transaction;
  private final StagedTable table;
  private final LargeBodies bodies;

  JdbcStaged(Transaction transaction, StagedTable table, LargeBodies bodies) {
    this.transaction = transaction;
    this.table = table;
    this.bodies = bodies;
  }

  @Override
  public void insert(List<StagedMessage> messages) {
    messages.forEach(message -> EntryLimits.check(message.message()));
    List<StagedMessage> rows =
        messages.stream()
            .map(this::withBodyStored)
            .sorted(Comparator.comparing(StagedMessage::key))
            .toList();
    table.insert(transaction, rows, bodies.limits().statement());
  }

  private StagedMessage withBodyStored(StagedMessage staged) {
    StoredMessage message = staged.message();
    Body body = bodies.store(transaction, staged.key().id(), message.body());
    return body == message.body()
        ? staged
        : new StagedMessage(
            staged.key(),
            staged.destination(),
            staged.kind(),
            staged.origin(),
            staged.attempts(),
            new StoredMessage(message.header(), message.properties(), body));
  }

  @Override
  public int delete(Collection<StagedKey> keys) {
    return table.delete(transaction, keys.stream().sorted().toList());
  }

  @Override
  public int cancel(Collection<StagedMessage> messages) {
    int cancelled = 0;
    for (StagedMessage message : messages) {
      if (table.delete(transaction, List.of(message.key())) == 1) {
        cancelled++;
        bodies.discard(transaction, message.message().body());
      }
    }
    return cancelled;
  }

  @Override
  public int adopt(long deadLane, long lane) {
    return table.adopt(transaction, deadLane, lane);
  }
}
