package io.tabella.engine.admin;

import io.tabella.engine.delivery.MessageFilter;
import io.tabella.engine.lease.Membership;
import io.tabella.engine.transaction.EntriesLostException;
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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
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
    List<CompletableFuture<Void>> published = new ArrayList<>();
    for (QueueEntry entry : chunk) {
      if (entry.owner() == QueueEntry.READY
          && entry.key().id() < last
          && filter.wants(entry.message(), null)) {
        Way way = route.of(entry.message());
        if (way instanceof Way.ToSubscription subscription) {
          published.add(publish(entry.key(), subscription));
        } else if (way != null) {
          ways.put(entry.key(), way);
        }
      }
    }
    if (!ways.isEmpty()) {
      move(ways);
    }
    published.forEach(this::count);
  }

  private void move(Map<EntryKey, Way> ways) {
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

  private void settle(QueueEntries entries, List<QueueEntry> taken, Map<EntryKey, Way> ways) {
    List<QueueEntry> sent = new ArrayList<>();
    List<Long> contents = new ArrayList<>();
    for (QueueEntry entry : taken) {
      if (ways.get(entry.key()) instanceof Way.ToQueue way) {
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

  /** Each is a unit of its own: what is published cannot be taken back when its entry is gone. */
  private CompletableFuture<Void> publish(EntryKey key, Way.ToSubscription way) {
    UnitOfWork unit = new UnitOfWork();
    unit.relays();
    way.outlet().sendIn(unit, way.message());
    unit.also(
        transaction -> {
          if (transaction.entries().takeOut(List.of(key)).isEmpty()) {
            throw new EntriesLostException(1, 0);
          }
        });
    return lane.submit(unit);
  }

  private void count(CompletableFuture<Void> published) {
    try {
      published.join();
      moved.incrementAndGet();
    } catch (CompletionException e) {
      if (e.getCause() instanceof EntriesLostException) {
        return;
      }
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }
}
