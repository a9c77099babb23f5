package io.tabella.engine.transaction;

import io.tabella.store.Body;
import io.tabella.store.EntryKey;
import io.tabella.store.QueueEntries;
import io.tabella.store.QueueEntries.Attempt;
import io.tabella.store.QueueEntry;
import io.tabella.store.StoreTransaction;
import io.tabella.store.StoredMessage;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * One attempt to write units of work as one transaction. Belongs to the lane's thread; used once.
 */
final class BatchWrite {

  private final long owner;
  private final LongSupplier ids;
  private final List<UnitOfWork> units;
  private final LogWrite logs;
  private final RangeWrite ranges = new RangeWrite();
  private final DuplicateWrite duplicates;
  private final LastValueWrite lastValues = new LastValueWrite();
  private final StageWrite stages;
  private final IdentityHashMap<HandOff, Written> byQueue = new IdentityHashMap<>();
  private final List<Long> needless = new ArrayList<>(0);
  private List<EntryKey> lost = List.of();

  /** What this attempt writes to one queue: all of it born claimed, or nothing. */
  private static final class Written {
    final List<QueueEntry> stored = new ArrayList<>();
    int entries;
    long bytes;
    boolean grouped;
    boolean admitted;
  }

  BatchWrite(
      long owner,
      LongSupplier ids,
      PublisherNumbers numbers,
      LongConsumer dueAt,
      List<UnitOfWork> units) {
    this.owner = owner;
    this.ids = ids;
    this.units = units;
    this.duplicates = new DuplicateWrite(ids);
    this.logs = new LogWrite(numbers, ids);
    this.stages = new StageWrite(numbers.publisher(), ids, dueAt);
  }

  /**
   * Writes; somebody else commits.
   *
   * @throws EntriesLostException if an entry to be acknowledged is not held any more
   */
  void write(StoreTransaction transaction) {
    leaveOutDuplicates(transaction);
    insert(transaction.entries());
    lastValues.write(transaction);
    publish(transaction);
    stage(transaction);
    transaction.entries().discardContents(needless);
    acknowledge(transaction.entries());
    markRanges(transaction);
    recount(transaction.entries());
    for (UnitOfWork unit : units) {
      unit.others().forEach(other -> other.accept(transaction));
    }
  }

  /** The attempt has committed: queues learn what is there. */
  void committed() {
    ranges.committed();
    logs.committed();
    stages.committed();
    byQueue.forEach(BatchWrite::tellWritten);
    if (!lost.isEmpty()) {
      tellLost(new HashSet<>(lost));
    }
  }

  private static void tellWritten(HandOff queue, Written written) {
    if (written.admitted) {
      queue.written(written.stored, written.bytes, List.of());
    } else {
      queue.written(List.of(), 0, written.stored.stream().map(QueueEntry::key).toList());
    }
  }

  /** The attempt has failed, and left nothing. */
  void failed() {
    byQueue.forEach(BatchWrite::tellWithdrawn);
  }

  private static void tellWithdrawn(HandOff queue, Written written) {
    if (written.admitted) {
      queue.withdrawn(written.entries, written.bytes, 0);
    } else {
      queue.withdrawn(0, 0, written.entries);
    }
  }

  /** How many messages were left out, because they were sent before. */
  int duplicates() {
    return duplicates.count();
  }

  /** Whether a message is one of these. */
  boolean isDuplicate(Outgoing message) {
    return duplicates.isDuplicate(message);
  }

  private void leaveOutDuplicates(StoreTransaction transaction) {
    for (UnitOfWork unit : units) {
      duplicates.add(unit.sends());
      duplicates.add(unit.publishes());
      duplicates.add(unit.stages());
    }
    if (duplicates.isNeeded()) {
      duplicates.write(transaction.duplicates());
    }
  }

  private void publish(StoreTransaction transaction) {
    boolean any = false;
    for (UnitOfWork unit : units) {
      for (UnitOfWork.Publish publish : unit.publishes()) {
        if (duplicates.isDuplicate(publish)) {
          leaveOut(publish.message());
        } else {
          logs.add(publish);
          any = true;
        }
      }
    }
    if (any) {
      logs.write(transaction.log());
    }
  }

  private void stage(StoreTransaction transaction) {
    boolean any = false;
    for (UnitOfWork unit : units) {
      for (UnitOfWork.Stage stage : unit.stages()) {
        if (duplicates.isDuplicate(stage)) {
          leaveOut(stage.message());
        } else {
          stages.add(stage);
          any = true;
        }
      }
    }
    if (any) {
      stages.write(transaction);
    }
  }

  private void markRanges(StoreTransaction transaction) {
    boolean any = false;
    for (UnitOfWork unit : units) {
      unit.marks().forEach(ranges::add);
      any |= !unit.marks().isEmpty();
    }
    if (any) {
      ranges.write(transaction.subscriptions(), owner);
    }
  }

  private void insert(QueueEntries entries) {
    List<UnitOfWork.Send> sends = sends();
    admit(sends);
    List<QueueEntry> rows = new ArrayList<>(sends.size());
    List<Written> destinies = new ArrayList<>(sends.size());
    for (UnitOfWork.Send send : sends) {
      Written written = written(send);
      QueueEntry row = newEntry(send, written.admitted);
      rows.add(row);
      destinies.add(written);
      lastValues.written(send, row.key());
    }
    if (!rows.isEmpty()) {
      List<QueueEntry> stored = entries.insert(rows);
      for (int i = 0; i < stored.size(); i++) {
        destinies.get(i).stored.add(stored.get(i));
      }
    }
  }

  /** Without what another message makes needless. */
  private List<UnitOfWork.Send> sends() {
    List<UnitOfWork.Send> sends = new ArrayList<>();
    for (UnitOfWork unit : units) {
      for (UnitOfWork.Send send : unit.sends()) {
        if (duplicates.isDuplicate(send)) {
          leaveOut(send.message());
        } else {
          sends.add(send);
          lastValues.add(send);
        }
      }
    }
    sends.removeIf(this::isReplaced);
    return sends;
  }

  private boolean isReplaced(UnitOfWork.Send send) {
    boolean replaced = lastValues.isReplaced(send);
    if (replaced) {
      leaveOut(send.message());
    }
    return replaced;
  }

  /** Its large body may be stored already, if it was delayed or sent by a branch. */
  private void leaveOut(StoredMessage message) {
    if (message.body() instanceof Body.Elsewhere body) {
      needless.add(body.contentId());
    }
  }

  private void admit(List<UnitOfWork.Send> sends) {
    for (UnitOfWork.Send send : sends) {
      Written written = written(send);
      written.entries++;
      written.bytes += send.message().size();
      written.grouped |= send.message().header().group() != null;
    }
    byQueue.forEach(
        (queue, written) ->
            written.admitted = queue.admit(written.entries, written.bytes, written.grouped));
  }

  private Written written(UnitOfWork.Send send) {
    return byQueue.computeIfAbsent(send.to(), queue -> new Written());
  }

  private QueueEntry newEntry(UnitOfWork.Send send, boolean bornClaimed) {
    EntryKey key = new EntryKey(send.to().queue(), send.message().header().rank(), ids.getAsLong());
    long entryOwner = bornClaimed ? owner : QueueEntry.READY;
    return new QueueEntry(key, entryOwner, send.terms().attempts(), false, send.message());
  }

  private void acknowledge(QueueEntries entries) {
    List<EntryKey> keys = new ArrayList<>();
    List<Long> contents = new ArrayList<>(0);
    for (UnitOfWork unit : units) {
      for (Held held : unit.acknowledgements()) {
        keys.add(held.key());
        if (held.storedBody() instanceof Body.Elsewhere body && !movesOn(unit, body)) {
          contents.add(body.contentId());
        }
      }
    }
    if (keys.isEmpty()) {
      return;
    }
    int found = entries.acknowledge(owner, keys);
    if (found != keys.size()) {
      throw new EntriesLostException(keys.size(), found);
    }
    if (!contents.isEmpty()) {
      entries.discardContents(contents);
    }
  }

  /** Whether the unit sends the very content that the acknowledged entry refers to. */
  private static boolean movesOn(UnitOfWork unit, Body.Elsewhere body) {
    return unit.sends().stream().anyMatch(send -> send.message().body().equals(body))
        || unit.stages().stream().anyMatch(stage -> stage.message().body().equals(body));
  }

  private void recount(QueueEntries entries) {
    List<Attempt> attempts = new ArrayList<>(0);
    for (UnitOfWork unit : units) {
      for (UnitOfWork.Recount recount : unit.recounts()) {
        attempts.add(new Attempt(recount.held().key(), recount.attempts()));
      }
    }
    if (!attempts.isEmpty()) {
      lost = entries.storeAttempts(owner, attempts);
    }
  }

  private void tellLost(Set<EntryKey> keys) {
    for (UnitOfWork unit : units) {
      for (UnitOfWork.Recount recount : unit.recounts()) {
        if (keys.contains(recount.held().key())) {
          recount.held().lost();
        }
      }
    }
  }
}
