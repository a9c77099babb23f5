package io.tabella.engine.dispatch;

import io.tabella.engine.delivery.MessageFilter;
import io.tabella.engine.lease.StoreClock;
import io.tabella.store.Body;
import io.tabella.store.EntryKey;
import io.tabella.store.MessageStore;
import io.tabella.store.QueueEntry;
import io.tabella.store.StoreRejectedException;
import io.tabella.store.StoredMessage;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * One walk through a queue's entries in the order of delivery, that takes none of them. It reads a
 * chunk when the last one is used up, so it sees what was committed until then, and holds no
 * transaction between. Belongs to one thread.
 */
public final class Browse {

  private static final int CHUNK = 100;
  private static final long CHUNK_BYTES = 1L << 20;

  private final MessageStore store;
  private final StoreClock clock;
  private final MessageFilter filter;
  private final Deque<QueueEntry> chunk = new ArrayDeque<>();
  private EntryKey last;
  private boolean end;

  /** At its beginning. */
  public Browse(MessageStore store, StoreClock clock, long queue, MessageFilter filter) {
    this.store = store;
    this.clock = clock;
    this.filter = filter;
    this.last = EntryKey.before(queue);
  }

  /**
   * A message and how often its delivery has failed.
   *
   * @param message with its body
   */
  public record Seen(StoredMessage message, int attempts) {}

  /**
   * The next message that is wanted and has not expired, held by a consumer or not; null at the
   * end.
   *
   * @throws io.tabella.store.StoreException if the database cannot be read
   */
  public @Nullable Seen next() {
    while (!end) {
      QueueEntry entry = chunk.poll();
      if (entry == null) {
        read();
      } else {
        Seen seen = seen(entry);
        if (seen != null) {
          return seen;
        }
      }
    }
    return null;
  }

  private void read() {
    chunk.addAll(store.queues().browse(last, CHUNK, CHUNK_BYTES));
    if (chunk.isEmpty()) {
      end = true;
    } else {
      last = chunk.getLast().key();
    }
  }

  /** Null if it is not wanted, has expired, or was consumed before its large body was read. */
  private @Nullable Seen seen(QueueEntry entry) {
    StoredMessage message = entry.message();
    if (message.header().isExpiredAt(clock.now()) || !filter.wants(message, null)) {
      return null;
    }
    if (!(message.body() instanceof Body.Elsewhere body)) {
      return new Seen(message, entry.attempts());
    }
    try {
      Body loaded = store.read(body);
      return new Seen(
          new StoredMessage(message.header(), message.properties(), loaded), entry.attempts());
    } catch (StoreRejectedException consumed) {
      return null;
    }
  }
}
