package io.tabella.store;

import java.util.List;
import java.util.Optional;

/**
 * The entries of the queues, to be read. Each method is a transaction of its own that locks
 * nothing; what is to be written goes through a {@link StoreTransaction}.
 */
public interface Queues {

  /**
   * The first ready entries above the marks in the order of delivery, without their bodies: enough
   * for a selector.
   */
  List<Looked> look(ScanStart start, int limit);

  /**
   * An entry that was ready.
   *
   * @param message its body is empty, whatever it is
   */
  record Looked(EntryKey key, StoredMessage message) {}

  /**
   * The first queue whose id is above another one and that has entries, whether it is noted or not.
   */
  Optional<Long> findFilledAfter(long queue);

  /** How much is in a queue. */
  Content content(long queue);

  /**
   * How much is in a queue.
   *
   * @param entries all of them
   * @param held those that a node has, in a buffer or in a consumer's hands
   * @param oldestSentAt when the oldest was sent, milliseconds since 1970; 0 if there is none
   */
  record Content(long entries, long held, long oldestSentAt) {}

  /**
   * The first entries above a key in the order of delivery, ready or held; at most {@code limit} of
   * them and about {@code maxBytes}, but at least one if there is one. Large bodies stay in the
   * content table.
   */
  List<QueueEntry> browse(EntryKey after, int limit, long maxBytes);
}
