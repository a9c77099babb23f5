package io.tabella.store;

import java.sql.Connection;
import java.util.Collection;
import java.util.Set;
import java.util.function.Function;
import javax.sql.DataSource;

/**
 * Work inside transactions that callers have begun on connections of their own, and will end
 * themselves. For all threads; a connection belongs to its caller's.
 */
public interface Joining {

  /**
   * Refuses a connection in whose transactions messages cannot be sent and received.
   *
   * @throws JoinRefusedException if it is closed, in auto-commit or read-only, does not isolate, or
   *     is one of another database
   */
  void check(Connection connection);

  /**
   * Refuses a data source whose connections do not tell whether a transaction is under way, or lead
   * to another database. Looks where none is: on a thread of its own.
   *
   * @throws JoinRefusedException says why
   */
  void check(DataSource source);

  /**
   * Does work in the transaction that is under way; neither commits nor rolls back.
   *
   * @throws JoinRefusedException if the connection is closed or in auto-commit; nothing was done
   * @throws StoreException if the database refuses the work: the caller should roll back
   */
  <T> T within(Connection connection, Function<StoreWork, T> work);

  /** What became of rows that the owner held and callers' transactions have removed. */
  Removed removed(long owner, Collection<HeldKey> keys);

  /**
   * What became of removed rows; those of transactions that are under way are in neither.
   *
   * @param gone their transactions have committed, or somebody else has the rows
   * @param back the owner has them again: their transactions were rolled back
   */
  record Removed(Set<HeldKey> gone, Set<HeldKey> back) {}

  /** Those of some entries that are there, committed. */
  Set<EntryKey> visible(Collection<EntryKey> keys);
}
