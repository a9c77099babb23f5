package io.tabella.engine.retention;

import io.tabella.store.LogKey;
import io.tabella.store.TopicLog;
import io.tabella.store.Topics.Extent;
import io.tabella.store.Topics.Retention;

/**
 * What of a topic is kept although all have passed it, at a moment. Immutable.
 *
 * @param now the database's time, milliseconds since 1970
 * @param logs among how many publishers the bytes are shared
 */
record Retained(Retention kept, long now, int logs) {

  boolean isNothing() {
    return kept.millis() == 0 && kept.bytes() == 0;
  }

  /** What was sent before this is not kept for its age. */
  long sentBefore() {
    if (kept.millis() > 0) {
      return now - kept.millis();
    }
    // With a limit in bytes alone, age says nothing.
    return kept.bytes() > 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
  }

  /** The number below which a log has more than its share of the bytes; 0 if it has not. */
  long surplusBelow(TopicLog log, LogKey key, Extent extent) {
    if (kept.bytes() == 0) {
      return 0;
    }
    long size = Math.max(1, log.averageSize(key));
    long messages = Math.max(1, kept.bytes() / size / logs);
    return extent.last() - messages + 1;
  }
}
