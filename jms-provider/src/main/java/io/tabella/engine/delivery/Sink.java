package io.tabella.engine.delivery;

/** A consumer that waits. */
@FunctionalInterface
public interface Sink {

  /**
   * Look: a message may be there, or the node has ended. Called by any thread of the engine; must
   * not block; may come without reason.
   */
  void look();
}
