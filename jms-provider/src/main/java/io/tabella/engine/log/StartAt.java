package io.tabella.engine.log;

import io.tabella.store.LogKey;
import io.tabella.store.TopicLog;
import io.tabella.store.Topics.Extent;
import java.util.Optional;

/** Where a new subscription begins to read a topic's log. Immutable. */
public sealed interface StartAt {

  /** With what is published after it was made. */
  StartAt END = new End();

  /** With the oldest message that is still kept. */
  StartAt BEGINNING = new Beginning();

  /**
   * With the first kept message that was sent at or after a time.
   *
   * @param millis since 1970, by the database's clock
   */
  static StartAt time(long millis) {
    return new Time(millis);
  }

  /** The number to begin with in a publisher's log. */
  long firstIn(TopicLog log, LogKey key);

  /** After the last one. */
  record End() implements StartAt {
    @Override
    public long firstIn(TopicLog log, LogKey key) {
      return log.extent(key).map(Extent::last).orElse(0L) + 1;
    }
  }

  /** The first one. */
  record Beginning() implements StartAt {
    @Override
    public long firstIn(TopicLog log, LogKey key) {
      return log.extent(key).map(Extent::first).orElse(1L);
    }
  }

  /** The first one since a time. */
  record Time(long millis) implements StartAt {
    @Override
    public long firstIn(TopicLog log, LogKey key) {
      Optional<Long> first = log.firstSentSince(key, millis);
      return first.orElseGet(() -> END.firstIn(log, key));
    }
  }
}
