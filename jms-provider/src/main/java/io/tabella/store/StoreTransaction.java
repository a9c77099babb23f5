package io.tabella.store;

/**
 * One database transaction at READ COMMITTED, begun by {@link MessageStore#begin}. Belongs to one
 * thread.
 */
public interface StoreTransaction extends AutoCloseable {

  /** The queues' entries. */
  QueueEntries entries();

  /** The topics' logs. */
  TopicLog log();

  /** The subscriptions, and how far they are. */
  Subscriptions subscriptions();

  /** What is stored and not yet visible. */
  Staged staged();

  /** Branches of global transactions. */
  Branches branches();

  /** Which node message groups go to. */
  MessageGroups groups();

  /** Which messages were sent already. */
  DuplicateIds duplicates();

  /** Which entries have the newest value of their key. */
  LastValues lastValues();

  /** Where this node's reaper would have to look. */
  Holdings holdings();

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
