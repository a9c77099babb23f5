package io.tabella.store;

import java.util.List;
import java.util.Optional;

/** Queues and topics by name. Each method is a transaction of its own. */
public interface Destinations {

  /** The longest name, in characters. */
  int LONGEST_NAME = 200;

  /** The destination of that name, if it exists. Names are compared to the letter. */
  Optional<DestinationRecord> find(DestinationKind kind, String name);

  /** The destination of that id, if it exists. */
  Optional<DestinationRecord> find(long id);

  /** The destination of that name, made if need be. Two nodes that do so at once get the same. */
  DestinationRecord findOrCreate(DestinationKind kind, String name);

  /** All of a kind. */
  List<DestinationRecord> list(DestinationKind kind);

  /**
   * Notes that a node sends to a destination or receives from it, so that nobody removes it.
   *
   * @return false if it was removed before
   */
  boolean use(long node, long destination);

  /**
   * Removes a destination that no node uses; what is in it stays, to be removed.
   *
   * @return the nodes that use it; empty if it was removed
   */
  List<Long> removeUnused(long destination);

  /** How many entries a queue has, claimed ones included. */
  long count(long queue);

  /** A destination as the database knows it. */
  record DestinationRecord(long id, DestinationKind kind, String name) {}
}
