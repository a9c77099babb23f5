package io.tabella.store;

import java.util.Collection;
import java.util.List;

/** What is stored and not yet visible, inside a transaction. */
public interface Staged {

  /**
   * Stores messages. A body that is too large for a row goes to the content table, where whatever
   * the message becomes takes it over.
   *
   * @throws StoreRejectedException if the database cannot take one of them
   */
  void insert(List<StagedMessage> messages);

  /**
   * Removes rows whose messages are moved in the same transaction; contents stay.
   *
   * @return how many there were
   */
  int delete(Collection<StagedKey> keys);

  /**
   * Removes messages with their contents.
   *
   * @return how many there were
   */
  int cancel(Collection<StagedMessage> messages);

  /** Gives the rows of a lane that is gone to another. */
  int adopt(long deadLane, long lane);
}
