package io.tabella.store;

import java.util.Collection;
import java.util.Set;

/** One database as the place where messages live. Safe for all threads. */
public interface MessageStore extends AutoCloseable {

  /** The database as a person would name it in a log line: product and URL without secrets. */
  String name();

  /** The user that the database takes this store's connections for. */
  String user();

  /** How many lanes this database gains from; more only wait for one another. */
  int suitableLanes();

  /** Who is a member, and who was. */
  Nodes nodes();

  /** Queues and topics by name. */
  Destinations destinations();

  /** What is stored and not yet visible, to be read. */
  DueMessages dueMessages();

  /** Branches of global transactions that are stored, to be read. */
  PreparedBranches branches();

  /** Topics and subscriptions, to be read. */
  Topics topics();

  /** Work in callers' own transactions. */
  Joining joining();

  /** What is set for destinations. */
  Settings settings();

  /** The queues' entries, to be read. */
  Queues queues();

  /**
   * Begins a transaction by advancing a ledger.
   *
   * @throws FencedException if the ledger is no longer the caller's, or not at {@code number - 1}
   * @throws StoreUnavailableException if the database cannot be reached
   * @throws StoreConflictException if the ledger's row stayed locked for too long
   */
  StoreTransaction begin(Batch batch);

  /**
   * Tells whether a batch committed whose {@link StoreTransaction#commit()} threw {@link
   * CommitUnknownException}. After {@link Outcome#NEVER} that batch cannot commit any more, and its
   * number may be used again.
   *
   * @throws FencedException if the node was fenced and the ledger's row is gone, so that nobody can
   *     tell any more
   * @throws StoreUnavailableException if the database cannot be reached: ask again later
   */
  Outcome outcomeOf(Batch batch);

  /**
   * Of some queues those in which a ready entry lies above the low-water marks, in one round trip.
   * Reads without locking; the answer is a hint.
   */
  Set<Long> findReady(Collection<ScanStart> scans);

  /** The content of a body that was left in the content table when its entry was claimed. */
  Body read(Body.Elsewhere body);

  /** Closes all connections. Idempotent. */
  @Override
  void close();
}
