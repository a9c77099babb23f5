/**
 * The store in a relational database, over JDBC.
 *
 * <h2>Where things are</h2>
 *
 * <pre>
 *   JdbcStoreProvider ─► JdbcMessageStore ─► JdbcNodes, JdbcDestinations
 *                              │
 *                              └─► JdbcStoreTransaction ─► JdbcQueueEntries
 *
 *   roles above ─► table   one class per table: its SQL, its parameters, its rows
 *              └─► schema  numbered SQL files, and what runs them
 *                    └─► dialect   what differs between databases
 *                    └─► connect   our own pool, or the application's data source
 *                          └─► sql   the gestures of JDBC; every SQLException ends there
 * </pre>
 *
 * <h2>A transaction</h2>
 *
 * <p>{@code begin} borrows a connection and advances the writer's row in {@code lane}; no row
 * changed means fenced. From then on the row is locked, so that whoever wants to fence this node,
 * or to know what became of this batch, waits for the end of the transaction. COMMIT is sent only
 * after that count was read. When COMMIT is not answered as it should be, the connection is thrown
 * away and the caller is told to ask the ledger, unless the database has said that it rolled back.
 * Before COMMIT no failure is in doubt: nothing is stored.
 *
 * <p>A fenced ledger holds {@code -n - 1} for its number {@code n}: no writer's {@code committed =
 * n} finds it any more, and the number can still be read. The row stays for an hour after the node
 * is gone.
 *
 * <h2>Claims</h2>
 *
 * <p>A claim reads the first ready rows in the order of the primary key and sets their owner where
 * it is still null. MySQL locks what it reads and skips what is locked; H2 reads without locks,
 * because there a lock on the first rows of a queue locks all of it. Either way only the rows that
 * the UPDATE changed are in the answer. That holds for one claim at a time per queue and node,
 * which is how the engine claims.
 *
 * <h2>Time, and a JVM that was stopped</h2>
 *
 * <p>All times that nodes compare are the database's. A JVM that was stopped in the middle of a
 * transaction keeps its rows locked until the server ends the silent session, at the latest after a
 * lease ({@link io.tabella.store.jdbc.connect}).
 *
 * <h2>Threads</h2>
 *
 * <p>Everything is for all threads, except transactions and what they hand out, which belong to the
 * thread that began them. No thread is started here but those of the pool. H2 closes its file when
 * a thread that is interrupted reads or writes: an interrupt that came before a transaction is kept
 * back until its end, and nobody should interrupt a writer.
 */
@NullMarked
package io.tabella.store.jdbc;

import org.jspecify.annotations.NullMarked;
