package io.tabella.engine.dispatch;

import io.tabella.engine.service.Ticker;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What a desk holds: the entries in its buffer, those that lanes are about to bring, and those that
 * are on their way back to the database. Tells the queue's groups what comes and goes. Guarded by
 * the desk's lock.
 */
final class HeldEntries {

  private final Dispatcher dispatcher;
  private final PrefetchBuffer buffer;
  private final Readers readers;
  private final Ticker ticker;
  private final Condition released;
  private int releasing;
  private int claiming;

  /**
   * Nothing yet.
   *
   * @param buffer empty
   * @param released of the desk's lock: some of it has gone
   */
  HeldEntries(
      Dispatcher dispatcher,
      PrefetchBuffer buffer,
      Readers readers,
      Ticker ticker,
      Condition released) {
    this.dispatcher = dispatcher;
    this.buffer = buffer;
    this.readers = readers;
    this.ticker = ticker;
    this.released = released;
  }

  // What lanes and scans bring.

  /** Keeps room for entries that a lane is about to write. */
  boolean reserve(int entries, long bytes) {
    boolean fits = !dispatcher.isLastValue() || entries <= room();
    return fits && buffer.reserve(entries, bytes);
  }

  /** They are there now. */
  void unreserve(int entries, long bytes) {
    buffer.unreserve(entries, bytes);
  }

  /** Entries are about to be claimed, nobody knows how many; always true. */
  boolean claimBegins() {
    claiming++;
    return true;
  }

  /** They are here. */
  void claimEnds() {
    claiming--;
    released.signalAll();
  }

  /** They will not come. */
  void withdrawn(int entries, long bytes) {
    buffer.unreserve(entries, bytes);
    released.signalAll();
  }

  void add(QueueDelivery delivery) {
    buffer.add(delivery);
    dispatcher.grouping().buffered(delivery.group(), now());
  }

  /**
   * How many more entries a scan may bring. What lies in a buffer cannot be replaced: newest values
   * are claimed for who waits only.
   */
  int room() {
    return dispatcher.isLastValue()
        ? Math.max(0, Math.min(buffer.room(), readers.waiting() - buffer.used()))
        : buffer.room();
  }

  /** How many more bytes a scan may bring. */
  long roomBytes() {
    return buffer.roomBytes();
  }

  // What readers take and give back.

  /** The first that the reader may take; null if there is none. */
  @Nullable QueueDelivery pollFirst(QueueReader reader) {
    if (!dispatcher.isGrouping()) {
      return buffer.pollFirst();
    }
    Grouping grouping = dispatcher.grouping();
    QueueDelivery first = buffer.pollFirst(it -> grouping.mayTake(it.group(), reader));
    if (first != null) {
      grouping.taken(first.group(), reader, now());
    }
    return first;
  }

  void putBack(QueueDelivery delivery) {
    dispatcher.grouping().cameBack(delivery.group(), now());
    buffer.add(delivery);
  }

  // What goes back to the database.

  /** Takes out all that can be taken; {@link #released} follows. */
  List<QueueDelivery> takeAll() {
    List<QueueDelivery> all = buffer.drain();
    all.forEach(it -> dispatcher.grouping().released(it.group(), now()));
    releasing += all.size();
    return all;
  }

  /** So many are ready there again, or could not be stored. */
  void released(int entries) {
    releasing -= entries;
    released.signalAll();
  }

  /** Nothing of it is ours any more. */
  void drop() {
    buffer.drain();
    released.signalAll();
  }

  /** Waits while the condition holds, but no longer than that. */
  void awaitReleased(BooleanSupplier stillHeld, long nanos) {
    try {
      long left = nanos;
      while (stillHeld.getAsBoolean() && left > 0) {
        left = released.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  // How much it is.

  /** How many can be taken. */
  int size() {
    return buffer.size();
  }

  /** Whether none can be taken. */
  boolean isEmpty() {
    return buffer.isEmpty();
  }

  /** Whether lanes are about to bring something. */
  boolean isExpecting() {
    return buffer.isExpecting();
  }

  /** Whether there is nothing, nothing comes, and nothing is on its way back. */
  boolean isOver() {
    return buffer.isEmpty() && !buffer.isExpecting() && releasing == 0 && claiming == 0;
  }

  private long now() {
    return ticker.nanos();
  }
}
