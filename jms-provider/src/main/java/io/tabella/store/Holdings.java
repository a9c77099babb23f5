package io.tabella.store;

/** Which queues a node may hold entries of: tells its reaper where to look. */
public interface Holdings {

  /** Notes that a node is about to claim in a queue. Repeating it does no harm. */
  void announce(long node, long queue);
}
