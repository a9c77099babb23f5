package io.tabella.store;

import java.util.Collection;
import java.util.Set;

/**
 * Which node the messages of a group go to, inside a transaction. Jakarta Messaging 3.1, 3.5.9
 * (JMSXGroupID).
 */
public interface MessageGroups {

  /**
   * Takes those groups of a queue that no node has.
   *
   * @return those that the node has now
   */
  Set<String> take(long node, long queue, Collection<String> groups);

  /** Gives groups back. */
  void giveBack(long node, long queue, Collection<String> groups);

  /** Gives back all that a node has. */
  void giveBackAll(long node);
}
