package io.tabella.engine.monitor;

/** Is told of each database commit of a node's lanes, on the lane's thread: it must be quick. */
@FunctionalInterface
public interface CommitSink {

  /** Is told, and does nothing. */
  CommitSink NONE = (units, messages, nanos) -> {};

  /**
   * Something was committed.
   *
   * @param units how many units of work share the commit
   * @param messages how many messages they have sent and acknowledged
   * @param nanos how long it took, writing and flushing included
   */
  void committed(int units, int messages, long nanos);
}
