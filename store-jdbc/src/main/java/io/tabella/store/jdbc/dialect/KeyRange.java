package io.tabella.store.jdbc.dialect;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A condition on {@code delivery_rank} and {@code id} that one statement can scan in the order of
 * the primary key.
 *
 * @param condition begins with AND, or is empty for the whole queue
 * @param parameters what its question marks stand for
 */
public record KeyRange(String condition, long[] parameters) {

  private static final KeyRange WHOLE_QUEUE = new KeyRange("", new long[0]);

  /** No condition at all. */
  static KeyRange ofWholeQueue() {
    return WHOLE_QUEUE;
  }

  /** All parts in one condition. */
  static KeyRange ofAll(List<RankMark> marks) {
    return new KeyRange(
        marks.stream()
            .map(mark -> "delivery_rank = " + mark.rank() + " AND id > ?")
            .collect(Collectors.joining(" OR ", " AND (", ")")),
        marks.stream().mapToLong(RankMark::after).toArray());
  }

  /** One part. */
  static KeyRange of(RankMark mark) {
    return new KeyRange(
        " AND delivery_rank = ? AND id > ?", new long[] {mark.rank(), mark.after()});
  }
}
