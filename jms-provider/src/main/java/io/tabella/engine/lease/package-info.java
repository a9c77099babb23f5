/**
 * Who lives, who is dead, and what time it is.
 *
 * <h2>Model</h2>
 *
 * <p>A node's row holds its last heartbeat, by the database's clock, and how long it may be silent.
 * {@link io.tabella.engine.lease.LeaseKeeper} renews it; any node may reap one that has been silent
 * for longer ({@link io.tabella.engine.lease.NodeReaper}):
 *
 * <ol>
 *   <li><b>fence</b>: the dead node's ledgers become unusable. This waits for a batch in flight,
 *       which holds its ledger's row. From here on the dead node can write nothing, even if it was
 *       only paused and goes on.
 *   <li><b>release</b>: what it held becomes ready, and suspect, queue by queue, in small committed
 *       steps which skip locked rows and come back for them. Any number of reapers may do this at
 *       once, and one that dies leaves the rest to the next.
 *   <li><b>remove</b>: slot and holdings go, the node's row last, so that a reaper that died
 *       between two steps is followed by another.
 * </ol>
 *
 * <p>A node trusts its own lease less than the database grants it: {@link
 * io.tabella.engine.lease.Lease} counts from the moment before the renewal was sent, and leaves a
 * tenth as a margin. Without trust no message is handed to a consumer. It is not what keeps writes
 * out, which is the ledgers' part; it spares the user deliveries whose acknowledgement must fail.
 *
 * <p>A database that is away for longer than a lease makes every node look dead when it comes back,
 * and the first to renew would reap all the others, which live. So a node that was itself not heard
 * for two thirds of a lease reaps nobody until it has been heard for two: whoever lives has renewed
 * by then. A node that joins in that moment may still be too quick; the others then end as fenced,
 * and nothing is lost.
 *
 * <h2>Ids</h2>
 *
 * <p>An entry's id is {@code milliseconds, slot, counter} in one positive number ({@link
 * io.tabella.engine.lease.EntryIds}). A slot belongs to one living node; its row says up to where
 * its ids may have been used, and is extended with each heartbeat, before the ids are. A successor
 * starts above, even when its clock goes behind.
 *
 * <h2>Threads</h2>
 *
 * <p>The keeper has a thread of its own, for nothing may hold up a heartbeat. Lease, clock and ids
 * may be asked by all threads.
 */
@NullMarked
package io.tabella.engine.lease;

import org.jspecify.annotations.NullMarked;
