package io.tabella.engine.log;

import io.tabella.store.LoggedMessage;
import java.util.ArrayList;
import java.util.List;

/**
 * A publisher's last messages, without a gap up to its highest number, bounded in number and bytes.
 * Guarded by its tail's lock.
 */
final class Newest {

  private static final int MESSAGES = 1_024;
  private static final long BYTES = 4L << 20;

  /** A ring; the message of a number lies at the number modulo its size. */
  private final LoggedMessage[] ring = new LoggedMessage[MESSAGES];

  private long highest;
  private long first = 1;
  private long bytes;

  long highest() {
    return highest;
  }

  void append(List<LoggedMessage> messages, boolean wanted) {
    for (LoggedMessage message : messages) {
      if (message.seq() <= highest) {
        continue;
      }
      if (!wanted || message.seq() != highest + 1) {
        dropAll(message.seq());
      }
      if (wanted) {
        keep(message);
      } else {
        first = message.seq() + 1;
      }
      highest = message.seq();
    }
  }

  /** Whether that is news. */
  boolean reach(long number) {
    if (number <= highest) {
      return false;
    }
    dropAll(number + 1);
    highest = number;
    return true;
  }

  List<LoggedMessage> from(long seq, int limit) {
    if (seq < first || seq > highest) {
      return List.of();
    }
    List<LoggedMessage> found = new ArrayList<>();
    for (long next = seq; next <= highest && found.size() < limit; next++) {
      found.add(ring[place(next)]);
    }
    return found;
  }

  private void keep(LoggedMessage message) {
    long size = message.message().size();
    while (first <= highest && (highest - first + 1 >= MESSAGES || bytes + size > BYTES)) {
      dropFirst();
    }
    ring[place(message.seq())] = message;
    bytes += size;
  }

  private void dropAll(long next) {
    while (first <= highest) {
      dropFirst();
    }
    first = next;
  }

  @SuppressWarnings("NullAway") // a place outside first to highest is never read
  private void dropFirst() {
    bytes -= ring[place(first)].message().size();
    ring[place(first)] = null;
    first++;
  }

  private static int place(long seq) {
    return (int) (seq % MESSAGES);
  }
}
