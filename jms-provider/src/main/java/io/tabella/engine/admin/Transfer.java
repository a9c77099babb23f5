package io.tabella.engine.admin;

import io.tabella.engine.delivery.MessageFilter;
import io.tabella.engine.lease.Membership;
import io.tabella.engine.transaction.Lane;
import io.tabella.engine.transaction.UnitOfWork;
import io.tabella.store.Body;
import io.tabella.store.EntryKey;
import io.tabella.store.MessageStore;
import io.tabella.store.QueueEntries;
import io.tabella.store.QueueEntry;
import io.tabella.store.StoredMessage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Takes ready messages out of a queue, and sends each where it has to go. Used once. */
final class Transfer {

  private static final int CHUNK = 200;
  private static final long CHUNK_BYTES = 4L << 20;

  private final MessageStore store;
  private final Membership membership;
  private final Lane lane;
  private final MessageFilter filter;
  private final AtomicLong moved = new AtomicLong();

  Transfer(MessageStore store, Membership membership, Lane lane, MessageFilter filter) {
    this.store = store;
    this.membership = membership;
    this.lane = lane;
    this.filter = filter;
  }

  /** Where a message goes. */
  interface Route {

    /** Null if the message is to stay. */
    @Nullable Way of(StoredMessage message);
  }

  /**
   * A way out of a queue.
   *
   * @param queue where it goes to; 0: nowhere, it is removed
   * @param message as it is there
   */
  record Way(long queue, StoredMessage message) {}

  /**
   * All that is there now and wanted.
   *
   * @return how many were taken
   * @throws io.tabella.store.StoreException if the database cannot be written; some may be moved
   */
  long run(long queue, Route route) {
    // What comes later is not meant; where it goes may be this very queue.
    long last = membership.ids().next();
    EntryKey after = EntryKey.before(queue);
    List<QueueEntry> chunk = store.queues().browse(after, CHUNK, CHUNK_BYTES);
    while (!chunk.isEmpty()) {
      move(chunk, last, route);
      after = chunk.get(chunk.size() - 1).key();
      chunk = store.queues().browse(after, CHUNK, CHUNK_BYTES);
    }
    return moved.get();
  }

  private void move(List<QueueEntry> chunk, long last, Route route) {
    Map<EntryKey, Way> ways = new HashMap<>();
    for (QueueEntry entry : chunk) {
      if (entry.owner() == QueueEntry.READY
          && entry.key().id() < last
          && filter.wants(entry.message(), null)) {
        Way way = route.of(entry.message());
        if (way != null) {
          ways.put(entry.key(), way);
        }
      }
    }
    if (!ways.isEmpty()) {
      List<QueueEntry> taken = new ArrayList<>();
      UnitOfWork unit = new UnitOfWork();
      unit.also(
          transaction -> {
            taken.clear();
            taken.addAll(transaction.entries().takeOut(List.copyOf(ways.keySet())));
            settle(transaction.entries(), taken, ways);
          });
      lane.commit(unit);
      moved.addAndGet(taken.size());
    }
  }

  private void settle(QueueEntries entries, List<QueueEntry> taken, Map<EntryKey, Way> ways) {
    List<QueueEntry> sent = new ArrayList<>();
    List<Long> contents = new ArrayList<>();
    for (QueueEntry entry : taken) {
      Way way = ways.get(entry.key());
      if (way != null && way.queue() != 0) {
        EntryKey key = new EntryKey(way.queue(), entry.key().rank(), membership.ids().next());
        sent.add(QueueEntry.ready(key, way.message()));
      } else if (entry.message().body() instanceof Body.Elsewhere content) {
        contents.add(content.contentId());
      }
    }
    if (!sent.isEmpty()) {
      entries.insert(sent);
    }
    entries.discardContents(contents);
  }
}
