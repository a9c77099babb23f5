package io.tabella.store.jdbc;

import io.tabella.store.Claim;
import io.tabella.store.QueueEntry;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How large the messages of each queue have been lately, so that a claim does not read many rows
 * that exceed its bytes, only to leave them. For all threads.
 */
final class ClaimSizes {

  private static final long UNKNOWN = 4096;
  private static final int WEIGHT_OF_THE_PAST = 3;
  private static final int MOST_QUEUES = 10_000;

  private final Map<Long, Long> averages = new ConcurrentHashMap<>();

  /** How many rows to look at for a claim: twice as many as its bytes are likely to hold. */
  int limit(Claim claim) {
    long average = averages.getOrDefault(claim.start().queue(), UNKNOWN);
    return (int) Math.min(claim.limit(), claim.maxBytes() / (average / 2) + 1);
  }

  /** Takes note of what a scan has found. */
  void learn(long queue, List<QueueEntry> found) {
    if (found.isEmpty()) {
      return;
    }
    if (averages.size() >= MOST_QUEUES) {
      averages.clear();
    }
    long seen = found.stream().mapToLong(entry -> entry.message().size()).sum() / found.size();
    averages.merge(queue, seen, ClaimSizes::moved);
  }

  private static long moved(long past, long seen) {
    return (past * WEIGHT_OF_THE_PAST + seen) / (WEIGHT_OF_THE_PAST + 1);
  }
}
