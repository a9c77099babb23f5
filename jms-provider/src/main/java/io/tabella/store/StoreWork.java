package io.tabella.store;

/** What can be done inside a database transaction, whoever ends it. Belongs to one thread. */
public interface StoreWork {

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
}
