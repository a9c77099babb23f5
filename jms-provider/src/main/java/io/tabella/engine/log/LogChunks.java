package io.tabella.engine.log;

import io.tabella.store.LogKey;
import io.tabella.store.LoggedMessage;
import io.tabella.store.Topics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Older messages of a topic, read from the database in chunks that subscriptions which are about
 * equally far share. For all threads.
 */
final class LogChunks {

  private static final int MESSAGES = 256;
  private static final long BYTES = 1L << 20;
  private static final int KEPT = 8;

  private final Topics topics;
  private final ReentrantLock chunksLock = new ReentrantLock();

  /** The least recently used first. */
  private final Map<Place, CompletableFuture<Chunk>> chunks = new LinkedHashMap<>(16, 0.75f, true);

  private record Place(LogKey log, long from) {}

  /**
   * A stretch of a log.
   *
   * @param messages in order; what is missing between is gone
   * @param to the stretch ends here
   */
  record Chunk(List<LoggedMessage> messages, long to) {}

  LogChunks(Topics topics) {
    this.topics = topics;
  }

  /**
   * The stretch from a number on.
   *
   * @param highest what is visible; not below {@code from}
   * @throws io.tabella.store.StoreException if the database cannot be read
   */
  Chunk read(LogKey log, long from, long highest) {
    // Stretches end at multiples, so that those who began at different numbers meet.
    long end = (from - 1) / MESSAGES * MESSAGES + MESSAGES;
    if (end > highest) {
      // Not complete yet: it would have to be read again soon.
      return load(log, from, highest);
    }
    CompletableFuture<Chunk> own = new CompletableFuture<>();
    CompletableFuture<Chunk> found = findOrPut(new Place(log, from), own);
    if (found == own) {
      loadInto(own, log, from, end);
    }
    try {
      return found.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  private void loadInto(CompletableFuture<Chunk> own, LogKey log, long from, long end) {
    try {
      own.complete(load(log, from, end));
    } catch (RuntimeException | Error e) {
      remove(new Place(log, from));
      own.completeExceptionally(e);
    }
  }

  private Chunk load(LogKey log, long from, long to) {
    List<LoggedMessage> messages = topics.read(log, from, to, MESSAGES, BYTES);
    long bytes = messages.stream().mapToLong(message -> message.message().size()).sum();
    boolean cut = messages.size() == MESSAGES || bytes >= BYTES;
    return new Chunk(messages, cut ? messages.get(messages.size() - 1).seq() : to);
  }

  private CompletableFuture<Chunk> findOrPut(Place place, CompletableFuture<Chunk> own) {
    chunksLock.lock();
    try {
      CompletableFuture<Chunk> found = chunks.putIfAbsent(place, own);
      if (chunks.size() > KEPT) {
        chunks.remove(chunks.keySet().iterator().next());
      }
      return found == null ? own : found;
    } finally {
      chunksLock.unlock();
    }
  }

  private void remove(Place place) {
    chunksLock.lock();
    try {
      chunks.remove(place);
    } finally {
      chunksLock.unlock();
    }
  }
}
