package io.tabella.engine.retention;

import io.tabella.engine.catalog.Destinations;
import io.tabella.engine.delivery.DeadLetterHeader;
import io.tabella.engine.delivery.Origin;
import io.tabella.engine.delivery.Policies;
import io.tabella.engine.delivery.Redelivery;
import io.tabella.engine.lease.Membership;
import io.tabella.engine.transaction.Ledger;
import io.tabella.store.DestinationKind;
import io.tabella.store.EntryKey;
import io.tabella.store.MessageStore;
import io.tabella.store.QueueEntries;
import io.tabella.store.QueueEntries.Stretch;
import io.tabella.store.QueueEntry;
import java.util.List;

/**
 * What becomes of ready entries that have expired: they are removed, or moved to an expiry queue.
 * Runs on the housekeeping thread.
 */
public final class Expiry {

  private final MessageStore store;
  private final Ledger ledger;
  private final Membership membership;
  private final Destinations destinations;
  private final Policies policies;
  private final DeadLetterHeader header;

  /** With what is set for queues. */
  public Expiry(
      MessageStore store,
      Ledger ledger,
      Membership membership,
      Destinations destinations,
      Policies policies,
      DeadLetterHeader header) {
    this.store = store;
    this.ledger = ledger;
    this.membership = membership;
    this.destinations = destinations;
    this.policies = policies;
    this.header = header;
  }

  /** One step over a queue, as {@link QueueEntries#expire}. */
  Stretch step(long queue, EntryKey after, int limit) {
    String name = destinations.findName(DestinationKind.QUEUE, queue).orElse("");
    String source = DestinationKind.QUEUE.address(name);
    String target = policies.of(source).expiryQueue();
    if (name.isEmpty() || target.isEmpty() || target.equals(name)) {
      return ledger.commit(transaction -> transaction.entries().expire(queue, after, limit));
    }
    return move(source, destinations.ownQueueId(target), after, limit);
  }

  private Stretch move(String source, long target, EntryKey after, int limit) {
    List<QueueEntry> seen = store.queues().browse(after, limit, Long.MAX_VALUE);
    long now = membership.clock().now();
    List<EntryKey> expired =
        seen.stream()
            .filter(entry -> entry.owner() == QueueEntry.READY)
            .filter(entry -> entry.message().header().isExpiredAt(now))
            .map(QueueEntry::key)
            .toList();
    if (!expired.isEmpty()) {
      ledger.commit(transaction -> move(transaction.entries(), expired, source, target));
    }
    EntryKey last = seen.isEmpty() ? after : seen.get(seen.size() - 1).key();
    return new Stretch(expired.size(), last, seen.size() < limit);
  }

  private int move(QueueEntries entries, List<EntryKey> expired, String source, long target) {
    List<QueueEntry> taken = entries.takeOut(expired);
    if (!taken.isEmpty()) {
      entries.insert(taken.stream().map(entry -> moved(entry, source, target)).toList());
    }
    return taken.size();
  }

  private QueueEntry moved(QueueEntry entry, String source, long target) {
    return QueueEntry.ready(
        new EntryKey(target, entry.key().rank(), membership.ids().next()),
        header.stamp(
            entry.message(), Origin.ofQueue(source), entry.attempts(), Redelivery.EXPIRED));
  }
}
