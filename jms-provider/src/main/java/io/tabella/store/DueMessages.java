package io.tabella.store;

import java.util.List;
import java.util.Optional;

/** What is stored and not yet visible, to be read. Each method is a transaction of its own. */
public interface DueMessages {

  /** The first messages of a lane that are due by the database's clock, in order. */
  List<StagedMessage> findDue(long lane, int limit);

  /** When the first message of a lane is due, milliseconds since 1970; empty if it has none. */
  Optional<Long> nextDueAt(long lane);

  /** The first messages above a key, due or not. */
  List<StagedMessage> list(StagedKey after, int limit);

  /** Lanes that have messages here, and are fenced or gone. */
  List<Long> findOrphanedLanes();
}
