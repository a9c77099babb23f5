/**
 * Branches of global transactions (XA): what they have sent and received, and how they end.
 *
 * <h2>Model</h2>
 *
 * <p>Until it is prepared, an {@link io.tabella.engine.branch.XaBranch} lives in the memory of one
 * node, like a local transaction: a unit of work, and deliveries in its hands. {@code prepare}
 * stores it in one commit, through the lane: from then on the branch owns what it has received and
 * sent, and no node does ({@link io.tabella.store.BranchRecord#ownerOf}). So any node can end it,
 * and nobody who claims, releases, reaps, sweeps or moves staged messages ever sees what it holds.
 *
 * <pre>
 *          begin            prepare               commit: received removed, sent visible
 *   (none) ─────► OPEN ───────────────► PREPARED ─────────────────────────► gone
 *                  │  │                   │    │   roll back: received ready again, counted
 *                  │  │ time-out, TMFAIL  │    └──────────────────────────► gone
 *                  │  ▼                   │ by an administrator
 *                  │ DOOMED               ▼
 *                  │  │               COMMITTED or ROLLED_BACK ── forget ──► gone
 *                  ▼  ▼
 *                 gone: one phase commit, roll back, nothing was done (read only)
 *
 *   ── in the memory of a node ──┤├── in the database, for every node ──
 * </pre>
 *
 * <h2>Where things lie while it is prepared</h2>
 *
 * <table>
 * <caption>What belongs to branch 77</caption>
 * <tr><td>the branch itself</td><td>{@code branch}, unique by its name (Xid)</td></tr>
 * <tr><td>an entry of a queue</td><td>where it was, owner −77; its key in {@code branch_entry}</td>
 * </tr>
 * <tr><td>a non-persistent message without a row</td><td>gets one, owner −77</td></tr>
 * <tr><td>a topic's message</td><td>its bit is set; a range of that message alone, owner −77; its
 * key in {@code branch_range}. So the sweeper leaves it in the log</td></tr>
 * <tr><td>a message that was sent</td><td>{@code staged}, lane −77</td></tr>
 * </table>
 *
 * <h2>Who races with whom, and what decides</h2>
 *
 * <ul>
 *   <li><b>Two who end a branch.</b> Each begins by comparing and setting its state, which locks
 *       the row; the later one finds nothing and is told that the branch is not there.
 *   <li><b>A reaper and prepare.</b> Prepare goes through a ledger. Before the fence it commits,
 *       and what it took is not the dead node's any more; after the fence it cannot.
 *   <li><b>The time-out and prepare.</b> Both hold the branch's lock; a prepared branch has no
 *       time-out, a doomed one cannot be prepared.
 *   <li><b>A COMMIT that was not answered.</b> The ledger tells. If the database cannot be asked in
 *       time the node ends, and the caller is told to try later: recovery finds the branch, or not.
 *   <li><b>An administrator and a transaction manager.</b> The administrator's decision stays in
 *       the branch's row until the manager has been told, and forgets it.
 * </ul>
 *
 * <p>However large a branch is, it is prepared and ended in one commit each; a crash leaves it as
 * it was before, or after.
 *
 * <h2>Threads</h2>
 *
 * <p>All branches of a node are written by one lane, so that sessions that join one branch can have
 * received from the same subscription. A branch's lock is held while it is prepared or ended, which
 * waits for the database; no lane's thread takes it. {@code tabella-branch-NODE} rolls back what
 * has outlived its time-out; it is started with the first branch that has one.
 */
@NullMarked
package io.tabella.engine.branch;

import org.jspecify.annotations.NullMarked;
