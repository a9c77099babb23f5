package io.tabella.engine;

import io.tabella.engine.Faults.Point;
import io.tabella.store.Batch;
import io.tabella.store.Branches;
import io.tabella.store.Claim;
import io.tabella.store.Claimed;
import io.tabella.store.DuplicateIds;
import io.tabella.store.EntryKey;
import io.tabella.store.Holdings;
import io.tabella.store.LastValues;
import io.tabella.store.MessageGroups;
import io.tabella.store.QueueEntries;
import io.tabella.store.QueueEntry;
import io.tabella.store.Staged;
import io.tabella.store.StoreRejectedException;
import io.tabella.store.StoreTransaction;
import io.tabella.store.Subscriptions;
import io.tabella.store.TopicLog;
import java.util.Collection;
import java.util.List;

/** A transaction of a {@link FaultyStore}. */
final class FaultyTransaction implements StoreTransaction, QueueEntries {

  /** No entry is taken whose message id contains this. */
  static final String REFUSED = "refused";

  private final StoreTransaction real;
  private final Batch batch;
  private final Faults faults;

  FaultyTransaction(StoreTransaction real, Batch batch, Faults faults) {
    this.real = real;
    this.batch = batch;
    this.faults = faults;
  }

  @Override
  public QueueEntries entries() {
    return this;
  }

  @Override
  public DuplicateIds duplicates() {
    return real.duplicates();
  }

  @Override
  public LastValues lastValues() {
    return real.lastValues();
  }

  @Override
  public Holdings holdings() {
    return real.holdings();
  }

  @Override
  public Branches branches() {
    return real.branches();
  }

  @Override
  public Staged staged() {
    return real.staged();
  }

  @Override
  public TopicLog log() {
    return real.log();
  }

  @Override
  public Subscriptions subscriptions() {
    return real.subscriptions();
  }

  @Override
  public MessageGroups groups() {
    return real.groups();
  }

  @Override
  public void commit() {
    faults.at(batch, Point.COMMIT);
    real.commit();
    faults.at(batch, Point.COMMITTED);
  }

  @Override
  public void close() {
    real.close();
  }

  @Override
  public List<QueueEntry> insert(List<QueueEntry> entries) {
    faults.at(batch, Point.INSERT);
    if (entries.stream().anyMatch(FaultyTransaction::isRefused)) {
      throw new StoreRejectedException("planned by a test: the database refuses an entry", null);
    }
    List<QueueEntry> stored = real.entries().insert(entries);
    faults.at(batch, Point.INSERTED);
    return stored;
  }

  private static boolean isRefused(QueueEntry entry) {
    return entry.message().header().messageId().contains(REFUSED);
  }

  @Override
  public int acknowledge(long owner, Collection<EntryKey> keys) {
    faults.at(batch, Point.ACKNOWLEDGE);
    return real.entries().acknowledge(owner, keys);
  }

  @Override
  public void discardContents(Collection<Long> contentIds) {
    real.entries().discardContents(contentIds);
  }

  @Override
  public Claimed claim(Claim claim) {
    faults.at(batch, Point.CLAIM);
    Claimed claimed = real.entries().claim(claim);
    faults.at(batch, Point.CLAIMED);
    return claimed;
  }

  @Override
  public List<QueueEntry> claim(long owner, List<EntryKey> keys) {
    faults.at(batch, Point.CLAIM);
    List<QueueEntry> claimed = real.entries().claim(owner, keys);
    faults.at(batch, Point.CLAIMED);
    return claimed;
  }

  @Override
  public List<QueueEntry> takeOut(List<EntryKey> keys) {
    return real.entries().takeOut(keys);
  }

  @Override
  public int remove(long queue, int limit) {
    return real.entries().remove(queue, limit);
  }

  @Override
  public void drop(long queue) {
    real.entries().drop(queue);
  }

  @Override
  public int release(long owner, Collection<EntryKey> keys) {
    faults.at(batch, Point.RELEASE);
    return real.entries().release(owner, keys);
  }

  @Override
  public List<EntryKey> storeAttempts(long owner, Collection<Attempt> attempts) {
    return real.entries().storeAttempts(owner, attempts);
  }

  @Override
  public Stretch reap(long deadOwner, long queue, EntryKey after, int limit) {
    faults.at(batch, Point.REAP);
    if (faults.areRowsLocked()) {
      return new Stretch(0, after, true);
    }
    return real.entries().reap(deadOwner, queue, after, limit);
  }

  @Override
  public boolean isHeldBy(long owner, long queue) {
    return real.entries().isHeldBy(owner, queue);
  }

  @Override
  public Stretch expire(long queue, EntryKey after, int limit) {
    return real.entries().expire(queue, after, limit);
  }
}
