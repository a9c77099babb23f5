package io.tabella.engine.transaction;

import io.tabella.store.BranchName;
import io.tabella.store.BranchRecord;
import io.tabella.store.BranchState;
import io.tabella.store.Branches;
import io.tabella.store.EntryKey;
import io.tabella.store.QueueEntries.Attempt;
import io.tabella.store.QueueEntry;
import io.tabella.store.StagedMessage;
import io.tabella.store.StoreTransaction;
import io.tabella.store.StoredMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * What a branch has sent and received, as it is stored when it is prepared: the branch owns it
 * then, and no node does. Belongs to one thread until a lane has it; used once.
 */
public final class BranchWrite {

  private static final long ROW = 64;

  private final long id;
  private final BranchName name;
  private final long node;
  private final LongSupplier ids;
  private final List<Attempt> entries = new ArrayList<>();
  private final List<QueueEntry> unstored = new ArrayList<>(0);
  private final List<Branches.Received> messages = new ArrayList<>(0);
  private final List<StagedMessage> sent = new ArrayList<>();

  /**
   * Nothing yet.
   *
   * @param node that holds what was received
   * @param ids makes ids, each greater than the one before
   */
  public BranchWrite(BranchName name, long node, LongSupplier ids) {
    this.id = ids.getAsLong();
    this.name = name;
    this.node = node;
    this.ids = ids;
  }

  /** Takes over an entry that the node holds, and whose delivery has failed so often before. */
  public void hold(EntryKey key, int attempts) {
    entries.add(new Attempt(key, attempts));
  }

  /** Takes over a message that had no row until now. */
  public void insert(EntryKey key, int attempts, StoredMessage message) {
    unstored.add(new QueueEntry(key, BranchRecord.ownerOf(id), attempts, false, message));
  }

  /** Takes over a topic's message that is acknowledged in the same unit. */
  public void hold(Branches.Received message) {
    messages.add(message);
  }

  /** What a unit of work would send is staged instead, in its order. */
  void stage(UnitOfWork work) {
    work.sends().forEach(this::stage);
    work.publishes().forEach(this::stage);
    work.stages().forEach(this::stage);
  }

  private void stage(Outgoing outgoing) {
    sent.add(outgoing.staged(BranchRecord.ownerOf(id), ids.getAsLong()));
  }

  /** About how many bytes it takes in a batch. */
  long bytes() {
    long received = entries.size() + (long) messages.size();
    return ROW * (1 + received)
        + unstored.stream().mapToLong(it -> it.message().size()).sum()
        + sent.stream().mapToLong(it -> it.message().size()).sum();
  }

  /**
   * Writes; again, if the attempt is made again.
   *
   * @throws BranchThereException if there is a stored branch of that name
   * @throws EntriesLostException if the node does not hold one of the entries any more
   */
  void write(StoreTransaction transaction) {
    Branches branches = transaction.branches();
    if (!branches.insert(record())) {
      throw new BranchThereException(name);
    }
    int held = entries.isEmpty() ? 0 : branches.hold(id, node, entries);
    if (held != entries.size()) {
      throw new EntriesLostException(entries.size(), held);
    }
    if (!unstored.isEmpty()) {
      transaction.entries().insert(unstored);
      branches.note(id, unstored.stream().map(QueueEntry::key).toList());
    }
    if (!messages.isEmpty()) {
      branches.hold(id, messages);
    }
    if (!sent.isEmpty()) {
      transaction.staged().insert(sent);
    }
  }

  private BranchRecord record() {
    int received = entries.size() + unstored.size() + messages.size();
    return new BranchRecord(id, name, BranchState.PREPARED, node, 0, received, sent.size());
  }
}
