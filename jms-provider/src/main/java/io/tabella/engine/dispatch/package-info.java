/**
 * Queues: how ready entries come to this node, and from here to its consumers.
 *
 * <h2>Model</h2>
 *
 * <p>There is one {@link io.tabella.engine.dispatch.Dispatcher} per queue and node. It has a {@link
 * io.tabella.engine.dispatch.Desk} for the consumers without a selector, and one for each selector
 * that a consumer here has. A desk owns a buffer of claimed entries, in the order of delivery.
 * Consumers are {@link io.tabella.engine.dispatch.QueueReader}s; each takes one message when it is
 * ready for one, so an idle consumer never starves beside a busy one. Entries come into the buffer
 * in three ways:
 *
 * <ul>
 *   <li><b>Claimed.</b> A {@link io.tabella.engine.dispatch.Claimer} thread scans for ready entries
 *       when a reader waits, or at a poll. A poll asks for all hungry queues in one round trip,
 *       quick while there is traffic, backing off to the idle interval.
 *   <li><b>Born claimed.</b> A lane of this node inserts the entry with this node as its owner and
 *       hands it over in memory: one insert, one delete, no SELECT.
 *   <li><b>Given back</b> by a consumer, at its old place in the order.
 * </ul>
 *
 * <h2>When an entry may be born claimed</h2>
 *
 * <p>Handing over directly overtakes whatever is older and still in the database, so the {@link
 * io.tabella.engine.dispatch.HandOffGate} is open only after a scan that came back short, and only
 * as long as nothing of this node was written unclaimed since that scan began. It closes when the
 * buffer is full, when nobody here is hungry, and when a scan comes back full. A lane's batch is
 * born claimed as a whole or not at all. A quarter of the buffer's room is kept for scans, and
 * polls go on all the time, so entries of a node that only sends never starve behind a local
 * sender.
 *
 * <h2>Low-water marks</h2>
 *
 * <p>Deleted rows stay in the way of a scan until the database has purged them. A scan starts where
 * the last one ended, less a margin for commits that were late; about once a second one starts at
 * the beginning, since rows also become ready below the mark (later commits, releases). {@link
 * io.tabella.engine.dispatch.LowWaterMarks} lets these cost no more than a fiftieth of the time.
 *
 * <h2>Selectors</h2>
 *
 * <p>A desk with a selector looks at ready entries without their bodies and without locking them,
 * and claims by key those that the selector wants; the rest stays ready for others. Its marks are
 * its own, so each entry is looked at about once for a selector; a queue that is longer than one
 * turn looks at is gone through in parts ({@link io.tabella.engine.dispatch.ScanPlan}). What was
 * committed within the margin is looked at again, so such scans rest between. All claims from a
 * queue run on one thread, desks with selectors first; while there are any, nothing is born
 * claimed, or they would be left with nothing.
 *
 * <h2>Groups</h2>
 *
 * <p>Where a message belongs to a group, or all of a queue go to one consumer, entries are claimed
 * by key, too: with the first entry of a group its node takes the group, and another node passes it
 * over until it is given back ({@link io.tabella.engine.dispatch.Grouping}). The plain way stops at
 * the first entry of a group that it comes by, and the queue is read by key from then on.
 *
 * <h2>Waiting readers</h2>
 *
 * <p>A reader that finds nothing is put into a row of waiting readers. An arriving entry takes the
 * first one out and calls its sink; whoever takes an entry and leaves others behind wakes the next.
 * A reader that stops waiting for another reason passes on what it was woken for. Sinks only say
 * "look"; none is called under a lock.
 *
 * <h2>Nobody takes them</h2>
 *
 * <p>A consumer that hangs must not hold up a queue: when no reader has looked for a while, all
 * that is buffered is released to other nodes, and nothing more is claimed until a reader looks
 * again.
 *
 * <h2>Redelivery</h2>
 *
 * <p>{@link io.tabella.engine.delivery.Redelivery} raises counts, stores them, and gives back or
 * dead-letters, in one commit. An entry that was taken from a dead node is suspect: the failed
 * delivery that may have been is stored before it is delivered again, so that a message that kills
 * its JVM is found out in the end, while those that were only buffered beside it are not counted.
 *
 * <h2>Threads</h2>
 *
 * <p>{@code bufferLock} guards a desk's buffer, gate and readers; it is held for a few
 * instructions, never around the database or a sink. Consumers' threads poll; lanes and claimers
 * bring.
 */
@NullMarked
package io.tabella.engine.dispatch;

import org.jspecify.annotations.NullMarked;
