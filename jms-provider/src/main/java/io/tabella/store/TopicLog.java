package io.tabella.store;

import java.util.List;
import java.util.Optional;

/** The logs of the topics, inside a transaction. */
public interface TopicLog {

  /** Notes that a publisher writes to a topic, before its first message is there. */
  void announce(LogKey log);

  /**
   * Appends messages. A body that is too large for a row goes to the content table.
   *
   * @return the messages as they are stored, in the same order: bodies that went to the content
   *     table have become {@link Body.Elsewhere}
   * @throws StoreRejectedException if the database cannot take one of them
   */
  List<LoggedMessage> append(List<LoggedMessage> messages);

  /**
   * Locks a topic against the creation of subscriptions and against sweeping until the end of this
   * transaction; publishers go on.
   */
  void lock(long topic);

  /** {@link Topics#extent} as this transaction sees it. */
  Optional<Topics.Extent> extent(LogKey log);

  /** {@link Topics#findLogs} of one topic as this transaction sees it. */
  List<LogKey> findLogs(long topic);

  /** The number of the first message that was sent at or after a time; empty if there is none. */
  Optional<Long> firstSentSince(LogKey log, long sentAt);

  /**
   * Removes the first messages of a log, with their contents, at most {@code limit} of them.
   *
   * @param below only numbers below this
   * @param sentBefore only from the beginning as long as they were sent before this time
   * @return how many were removed
   */
  int remove(LogKey log, long below, long sentBefore, int limit);

  /** About how many bytes a message of a log has, from a look at some of them; 0 if it is empty. */
  long averageSize(LogKey log);

  /** Whether a log's publisher is fenced or gone, so that nothing will be appended any more. */
  boolean isOver(LogKey log);

  /**
   * Forgets a log that is empty, with the cursors and ranges in it.
   *
   * @return false if the publisher may still write, or the log is not empty
   */
  boolean forget(LogKey log);

  /** Removes a topic whose log is empty, with what was noted about its publishers. */
  void drop(long topic);

  /** Sets what of a topic's log is kept although all have passed it. */
  void retain(long topic, Topics.Retention retention);
}
