package io.tabella.store;

/**
 * One database transaction at READ COMMITTED, begun by {@link MessageStore#begin}. Belongs to one
 * thread.
 */
public interface StoreTransaction extends StoreWork, AutoCloseable {

  /**
   * Commits, and returns when the database has flushed.
   *
   * @throws CommitUnknownException if the connection was lost while COMMIT was under way: {@link
   *     MessageStore#outcomeOf} tells
   * @throws StoreConflictException if the database refused the commit (certification on a cluster):
   *     nothing is stored
   */
  void commit();

  /** Rolls back unless committed, and gives the connection back. Never throws. */
  @Override
  void close();
}
