/**
 * Group commit: many units of work, one database commit.
 *
 * <h2>Model</h2>
 *
 * <p>A session belongs to one {@link io.tabella.engine.transaction.Lane} for its life, so its units
 * of work commit in its own order. A unit is what must be stored together: the sends and
 * acknowledgements of one {@code commit()}, or one automatically acknowledged message. The lane's
 * thread takes all units that wait, writes them as one transaction, and commits. While one commit
 * is under way the next batch gathers by itself, so a batch is as large as the database is slow;
 * {@link io.tabella.engine.transaction.Gathering} leaves those who are about to come back a moment
 * to do so.
 *
 * <pre>
 *   session threads          lane thread                               database
 *   commit(unit) ──► WaitingUnits ──► BatchWrite: ledger n-1 → n  ──►  UPDATE lane
 *   (wait)                                        sends           ──►  INSERT … VALUES (…),(…)
 *                                                 acknowledgements──►  DELETE … IN (…)
 *   ◄────────── done ◄──────────────── Ledger.commit              ──►  COMMIT, flushed
 * </pre>
 *
 * <h2>Failures</h2>
 *
 * <table>
 * <caption>What a lane does about them</caption>
 * <tr><td>deadlock, lock timeout, failed certification</td><td>the batch is written again</td></tr>
 * <tr><td>database away</td><td>again, with back-off, until the oldest unit's time is up</td></tr>
 * <tr><td>connection lost during COMMIT</td><td>the ledger is asked on a new connection ({@link
 * io.tabella.engine.transaction.Ledger}); no unit learns "unknown" while the database can be
 * reached</td></tr>
 * <tr><td>refused for one unit's sake</td><td>the batch is split in halves until the unit stands
 * alone and fails alone</td></tr>
 * <tr><td>fenced</td><td>all fail, now and later</td></tr>
 * </table>
 *
 * <p>Entry ids are given inside each attempt, as the rows are written, so that ids of a lane grow
 * with its commits. Whether an entry is born claimed is decided there, too, and taken back if the
 * attempt fails.
 *
 * <h2>Threads</h2>
 *
 * <p>A unit belongs to its session until it is handed over, then to the lane. Only the lane's
 * thread uses its ledger. Completion runs on the lane's thread.
 */
@NullMarked
package io.tabella.engine.transaction;

import org.jspecify.annotations.NullMarked;
