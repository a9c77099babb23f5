package io.tabella.store.jdbc;

import io.tabella.store.Body;
import io.tabella.store.Claim;
import io.tabella.store.Claimed;
import io.tabella.store.EntryKey;
import io.tabella.store.QueueEntries;
import io.tabella.store.QueueEntry;
import io.tabella.store.StoredMessage;
import io.tabella.store.jdbc.sql.Transaction;
import io.tabella.store.jdbc.table.QueueEntryTable;
import io.tabella.store.jdbc.table.QueueEntryTable.Seen;
import io.tabella.store.jdbc.table.Tables;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The queues' entries inside one transaction. Belongs to its thread. */
final class JdbcQueueEntries implements QueueEntries {

  private final Transaction transaction;
  private final Tables tables;
  private final QueueEntryTable table;
  private final LargeBodies bodies;
  private final ClaimSizes sizes;
  private final ContentRemoval contents;

  /** How contents are removed. */
  interface ContentRemoval {

    /** Removes contents. */
    void remove(Transaction transaction, Collection<Long> ids);
  }

  JdbcQueueEntries(
      Transaction transaction,
      Tables tables,
      LargeBodies bodies,
      ClaimSizes sizes,
      ContentRemoval contents) {
    this.transaction = transaction;
    this.contents = contents;
    this.tables = tables;
    this.table = tables.queueEntries();
    this.bodies = bodies;
    this.sizes = sizes;
  }

  @Override
  public List<QueueEntry> insert(List<QueueEntry> entries) {
    entries.forEach(entry -> EntryLimits.check(entry.message()));
    List<QueueEntry> rows = entries.stream().map(this::withBodyStored).toList();
    List<QueueEntry> sorted = new ArrayList<>(rows);
    sorted.sort(Comparator.comparing(QueueEntry::key));
    table.insert(transaction, sorted, bodies.limits().statement());
    return rows;
  }

  private QueueEntry withBodyStored(QueueEntry entry) {
    StoredMessage message = entry.message();
    Body body = bodies.store(transaction, entry.key().id(), message.body());
    return body == message.body()
        ? entry
        : new QueueEntry(
            entry.key(),
            entry.owner(),
            entry.attempts(),
            entry.suspect(),
            new StoredMessage(message.header(), message.properties(), body));
  }

  @Override
  public int acknowledge(long owner, Collection<EntryKey> keys) {
    return table.delete(transaction, owner, keys);
  }

  @Override
  public void discardContents(Collection<Long> contentIds) {
    if (!contentIds.isEmpty()) {
      contents.remove(transaction, contentIds);
    }
  }

  @Override
  public Claimed claim(Claim claim) {
    int limit = sizes.limit(claim);
    List<QueueEntry> found = table.scanReady(transaction, claim.start(), limit);
    sizes.learn(claim.start().queue(), found);
    List<QueueEntry> free = upToGroup(found);
    List<QueueEntry> wanted = Portion.upTo(claim.maxBytes(), free, QueueEntry::message);
    boolean full = found.size() == limit || wanted.size() < found.size();
    return new Claimed(take(claim.owner(), wanted), full, free.size() < found.size());
  }

  private static List<QueueEntry> upToGroup(List<QueueEntry> found) {
    for (int i = 0; i < found.size(); i++) {
      if (found.get(i).message().header().group() != null) {
        return found.subList(0, i);
      }
    }
    return found;
  }

  /** Compares and sets the owner; asks what it got only if that was not everything. */
  private List<QueueEntry> take(long owner, List<QueueEntry> wanted) {
    List<EntryKey> keys = wanted.stream().map(QueueEntry::key).toList();
    Set<EntryKey> got = null;
    if (table.take(transaction, owner, keys) < keys.size()) {
      got = new HashSet<>(table.findHeld(transaction, owner, keys));
    }
    List<QueueEntry> taken = new ArrayList<>(wanted.size());
    for (QueueEntry entry : wanted) {
      if (got == null || got.contains(entry.key())) {
        taken.add(
            new QueueEntry(entry.key(), owner, entry.attempts(), entry.suspect(), entry.message()));
      }
    }
    return taken;
  }

  @Override
  public List<QueueEntry> claim(long owner, List<EntryKey> keys) {
    table.take(transaction, owner, keys);
    List<QueueEntry> taken = new ArrayList<>(table.readHeld(transaction, owner, keys));
    taken.sort(Comparator.comparing(QueueEntry::key));
    return taken;
  }

  @Override
  public List<QueueEntry> takeOut(List<EntryKey> keys) {
    // What somebody has may be locked for as long as a caller's transaction lasts.
    List<EntryKey> free = table.findFree(transaction, keys);
    List<QueueEntry> ready = new ArrayList<>(table.lockReady(transaction, free));
    ready.sort(Comparator.comparing(QueueEntry::key));
    table.deleteReady(transaction, ready.stream().map(QueueEntry::key).toList());
    return ready;
  }

  @Override
  public int release(long owner, Collection<EntryKey> keys) {
    return table.release(transaction, owner, keys);
  }

  @Override
  public List<EntryKey> storeAttempts(long owner, Collection<Attempt> attempts) {
    Map<Integer, List<EntryKey>> byCount =
        attempts.stream()
            .collect(
                Collectors.groupingBy(
                    Attempt::count,
                    TreeMap::new,
                    Collectors.mapping(Attempt::key, Collectors.toList())));
    List<EntryKey> lost = new ArrayList<>();
    byCount.forEach((count, keys) -> lost.addAll(storeAttempts(owner, count, keys)));
    return lost;
  }

  private List<EntryKey> storeAttempts(long owner, int count, List<EntryKey> keys) {
    if (table.storeAttempts(transaction, owner, count, keys) == keys.size()) {
      return List.of();
    }
    Set<EntryKey> held = new HashSet<>(table.findHeld(transaction, owner, keys));
    return keys.stream().filter(key -> !held.contains(key)).toList();
  }

  @Override
  public Stretch reap(long deadOwner, long queue, EntryKey after, int limit) {
    List<EntryKey> held = table.scanHeld(transaction, deadOwner, after, limit);
    List<EntryKey> free = table.findUnlocked(transaction, deadOwner, held);
    int released = table.releaseSuspect(transaction, deadOwner, free);
    return stretch(released, held, after, limit);
  }

  @Override
  public boolean isHeldBy(long owner, long queue) {
    return table.isHeldBy(transaction, owner, queue);
  }

  @Override
  public Stretch expire(long queue, EntryKey after, int limit) {
    List<Seen> seen = table.scanAll(transaction, after, limit);
    List<Seen> expired = seen.stream().filter(Seen::expired).toList();
    List<EntryKey> keys = expired.stream().map(Seen::key).toList();
    int removed = table.deleteExpired(transaction, keys);
    Set<EntryKey> left =
        removed == keys.size() ? Set.of() : new HashSet<>(table.findExisting(transaction, keys));
    discardContents(
        expired.stream()
            .filter(entry -> entry.contentId() != 0 && !left.contains(entry.key()))
            .map(Seen::contentId)
            .toList());
    return stretch(removed, seen.stream().map(Seen::key).toList(), after, limit);
  }

  @Override
  public int remove(long queue, int limit) {
    List<Seen> first = table.scanAll(transaction, EntryKey.before(queue), limit);
    table.deleteAny(transaction, first.stream().map(Seen::key).toList());
    discardContents(first.stream().map(Seen::contentId).filter(content -> content != 0).toList());
    return first.size();
  }

  @Override
  public void drop(long queue) {
    tables.nodeQueues().deleteQueue(transaction, queue);
    tables.groups().deleteQueue(transaction, queue);
    tables.lastValues().deleteQueue(transaction, queue);
    tables.destinations().delete(transaction, queue);
  }

  private static Stretch stretch(int changed, List<EntryKey> seen, EntryKey after, int limit) {
    EntryKey last = seen.isEmpty() ? after : seen.get(seen.size() - 1);
    return new Stretch(changed, last, seen.size() < limit);
  }
}
