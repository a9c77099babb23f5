package io.tabella.store;

import java.util.Collection;
import java.util.List;

/** The entries of the queues, inside a transaction. */
public interface QueueEntries {

  /**
   * Appends entries, ready or born claimed as their owner says. A body that is too large for a row
   * goes to the content table in chunks, with the entry's id as its content id.
   *
   * @return the entries as they are stored, in the same order: bodies that went to the content
   *     table have become {@link Body.Elsewhere}
   * @throws StoreRejectedException if the database cannot take one of them
   */
  List<QueueEntry> insert(List<QueueEntry> entries);

  /**
   * Removes entries that the owner holds.
   *
   * @return how many there were; fewer than asked for means that somebody else has removed or
   *     released the others
   */
  int acknowledge(long owner, Collection<EntryKey> keys);

  /** Removes the contents of bodies whose entries are acknowledged in the same transaction. */
  void discardContents(Collection<Long> contentIds);

  /**
   * Takes ready entries in the order of delivery, up to the first that belongs to a group. Only
   * what compare-and-set gave is in the answer.
   */
  Claimed claim(Claim claim);

  /**
   * Takes some of the ready entries, which must not be asked for by two threads of a node at once.
   *
   * @return those that were still ready, in the order of delivery
   */
  List<QueueEntry> claim(long owner, List<EntryKey> keys);

  /**
   * Removes those of some entries that are ready, and gives them in the order of delivery; contents
   * stay, for what the entries become.
   */
  List<QueueEntry> takeOut(List<EntryKey> keys);

  /** Makes entries ready again that the owner holds; the others are passed over. */
  int release(long owner, Collection<EntryKey> keys);

  /**
   * Stores how often an entry's delivery has failed, if the owner holds it, and leaves it with the
   * owner, suspect no more.
   *
   * @return the entries that the owner does not hold any more
   */
  List<EntryKey> storeAttempts(long owner, Collection<Attempt> attempts);

  /**
   * One step of reaping: makes entries ready and suspect that a dead node holds in a queue, at most
   * {@code limit} of them, above {@code after}. Skips rows that somebody has locked.
   */
  Stretch reap(long deadOwner, long queue, EntryKey after, int limit);

  /** Whether a node still holds an entry of a queue. */
  boolean isHeldBy(long owner, long queue);

  /**
   * One step of sweeping: looks at no more than {@code limit} entries above {@code after} and
   * removes those that are ready and have expired by the database's clock.
   */
  Stretch expire(long queue, EntryKey after, int limit);

  /**
   * Removes the first entries of a queue with their contents, whoever holds them, at most {@code
   * limit} of them.
   *
   * @return how many were removed
   */
  int remove(long queue, int limit);

  /** Removes a queue that has no entries, with what was noted about it. */
  void drop(long queue);

  /**
   * How often the delivery of an entry has failed.
   *
   * @param count failed deliveries, the newest included
   */
  record Attempt(EntryKey key, int count) {}

  /**
   * What a step over a queue has done.
   *
   * @param changed rows changed
   * @param last where the next step goes on
   * @param end whether there is nothing above {@code last}
   */
  record Stretch(int changed, EntryKey last, boolean end) {}
}
