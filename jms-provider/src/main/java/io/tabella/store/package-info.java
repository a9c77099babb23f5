/**
 * What the engine asks of a database: small roles, JDK types only.
 *
 * <h2>Model</h2>
 *
 * <p>A {@link io.tabella.store.MessageStore} is one database that any number of <em>nodes</em>
 * share. A node joins through {@link io.tabella.store.Nodes} and gets a set of <em>ledgers</em>:
 * one row for each of its writers. Everything that a node writes about messages goes through a
 * {@link io.tabella.store.StoreTransaction}, and each of these begins by advancing the writer's
 * ledger from {@code n - 1} to {@code n} (a {@link io.tabella.store.Batch}). That first statement
 * does two things:
 *
 * <ul>
 *   <li><b>It fences.</b> Whoever reaps a dead node first makes its ledgers unusable. A node that
 *       was only paused finds no row to advance, gets a {@link io.tabella.store.FencedException},
 *       and can write nothing. The reaper's update waits for a batch in flight, because both write
 *       the same row.
 *   <li><b>It answers "did that COMMIT happen?".</b> When the connection is lost while COMMIT is
 *       under way, {@link io.tabella.store.MessageStore#outcomeOf} writes the same row on a new
 *       connection. It waits for the old transaction to end; then the number tells. It is a write
 *       and not a read so that it conflicts with the old transaction on clusters, too.
 * </ul>
 *
 * <h2>A queue's entry</h2>
 *
 * <pre>
 *            insert                claim                 acknowledge
 *   (sent) ─────────► ready ─────────────────► claimed ─────────────► gone
 *      │               ▲  owner = 0             │ ▲ owner = node
 *      │               └────────────────────────┘ │
 *      │                 release, reap (suspect)  │
 *      └──────────────────────────────────────────┘
 *                  insert, born claimed
 * </pre>
 *
 * <p>Each transition compares and sets the owner, and the store says how many rows it changed. Row
 * locks are a courtesy that saves work; nothing here depends on them.
 *
 * <p>Prepared branches of global transactions ({@link io.tabella.store.Branches}) own entries, too,
 * with negative numbers that no node has: whoever claims, releases or reaps passes them over.
 *
 * <h2>Failures</h2>
 *
 * <p>All exceptions are {@link io.tabella.store.StoreException}s, translated once at the JDBC
 * border; the class says what the caller may do: wait and try again, try again at once, ask for the
 * outcome, give up this unit of work, or give up this node.
 *
 * <h2>Threads</h2>
 *
 * <p>A store and its roles are safe for all threads. A transaction belongs to the thread that began
 * it.
 */
@NullMarked
package io.tabella.store;

import org.jspecify.annotations.NullMarked;
