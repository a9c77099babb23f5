/**
 * Messages in the transaction of a caller's own connection: they commit or roll back with the
 * caller's rows. docs/decisions/0021 says why it is so.
 *
 * <h2>Model</h2>
 *
 * <pre>
 *   caller's connection                         node
 *
 *   send     insert entry, ready ─────────────► seen when it is committed; the queue is told
 *            insert staged row of the lane ───► the lane relays it when it is committed
 *
 *   receive                                     claimed before, in a consumer's hands
 *            delete by key and owner ─────────► undecided: asked for until it is known
 *                                               │ row not visible          gone: settled
 *   COMMIT or ROLLBACK, whenever                │ visible, not locked      back: as after a rollback
 *                                               │ visible, locked          ask again later
 * </pre>
 *
 * <h2>What can go wrong, and what then</h2>
 *
 * <ul>
 *   <li><b>Nothing is deleted.</b> Somebody else has the message, or the caller's isolation does
 *       not see it. The receive fails, and what became of the row is found out all the same.
 *   <li><b>The delete fails.</b> It may have been done, if the connection was lost; the message is
 *       undecided, but nobody has seen it, so that it is not counted when it is back.
 *   <li><b>The node dies.</b> The database rolls back what its callers have not committed, on
 *       connections that die with it. The reaper releases what is there, and skips what is locked.
 *   <li><b>The node stops</b> while a transaction is under way: the same.
 * </ul>
 *
 * <h2>Threads</h2>
 *
 * <p>Sends and receives run on the caller's thread and connection. {@code tabella-join-NODE} asks
 * for outcomes, soon at first, then more rarely the longer a transaction lasts; it is started with
 * the first of them, and never waits for a caller.
 */
@NullMarked
package io.tabella.engine.join;

import org.jspecify.annotations.NullMarked;
