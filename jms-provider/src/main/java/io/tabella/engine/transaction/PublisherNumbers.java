package io.tabella.engine.transaction;

import java.util.HashMap;
import java.util.Map;

/**
 * The numbers of a lane's messages in the logs of the topics: 1, 2, 3 … in commit order, without a
 * gap. A lane is never used again, so they begin with it. Belongs to the lane's thread.
 */
final class PublisherNumbers {

  private final long publisher;
  private final Map<Long, Long> committed = new HashMap<>();

  PublisherNumbers(long publisher) {
    this.publisher = publisher;
  }

  /** The lane's ledger. */
  long publisher() {
    return publisher;
  }

  /** The number of the last committed message in a topic; 0 if there is none. */
  long committed(long topic) {
    return committed.getOrDefault(topic, 0L);
  }

  void committed(long topic, long number) {
    committed.put(topic, number);
  }
}
