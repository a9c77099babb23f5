package io.tabella.extension;

/**
 * Is told of each database commit of a node's writers; for measuring how long they take and how
 * many share one. In most of them messages were sent or acknowledged, some are the node's own.
 * Commits of callers' own transactions are not told.
 */
@FunctionalInterface
public interface CommitListener {

  /**
   * Something was committed. Called by several threads, on which all who send and acknowledge wait:
   * it must be quick. What it throws goes to the log, once.
   *
   * @param units how many units of work share the commit: a transacted session's {@code commit}, or
   *     a single send or acknowledgement; 1 or more
   * @param messages how many messages were sent and acknowledged in it; 0 or more
   * @param nanos how long it took, in nanoseconds, writing and flushing included
   */
  void committed(int units, int messages, long nanos);
}
