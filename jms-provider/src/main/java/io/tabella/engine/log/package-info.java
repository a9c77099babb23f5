/**
 * Topics: logs that any number of subscriptions read.
 *
 * <h2>Model</h2>
 *
 * <p>A message is appended once, whatever the number of subscriptions. Each lane that publishes is
 * a <em>publisher</em> with a part of the log of its own, in which its messages have the numbers 1,
 * 2, 3 … in the order of its commits, without gaps. So "what is new" is exact on every database:
 * whoever sees a number sees all below it, or they were removed.
 *
 * <pre>
 *   publisher 7   1 2 3 4 5 6 7 8 9 …             topic_log
 *                 ├────────┤├───── ─ ─            subscription_range: owner, bits
 *                 ●●●●○●    ●○                    ● acknowledged   ○ in somebody's hands
 *                            cursor ▲             subscription_cursor: next unclaimed number
 * </pre>
 *
 * <p>A <em>subscription</em> has a cursor in each publisher's log, and claims <em>ranges</em> from
 * there. What its consumers acknowledge becomes bits in the range's row: one small update for each
 * range and commit, however many messages; a full range is deleted. A subscription with one reader
 * claims far ahead of the publisher, so that messages need no claim as they come; of a shared one
 * each node takes no more than half of what is there. A subscription that ends with its only
 * consumer claims nothing: its cursors are stored once a second, for the sweeper alone.
 *
 * <h2>In a node</h2>
 *
 * <pre>
 *   lane ──appended──► LogTail ──arrived──► Subscriber ──look──► SubscriberReader
 *                        ▲  newest messages     │  buffer, LogCursor for each log
 *   LogReader ──read─────┘                      │
 *   (polls for other nodes' messages)           ├── claims ranges through the lane
 *                                               └── reads what is older, in shared chunks
 * </pre>
 *
 * <p>There is one {@link io.tabella.engine.log.LogTail} for a topic, and one {@link
 * io.tabella.engine.log.Subscriber} for a subscription and lane: all that is acknowledged in a
 * range goes through the lane that claimed it, so two sessions never fight for its row. Consumers
 * of one lane share a subscriber. Whoever looks for a message and finds none does what would bring
 * one: it claims, or reads older messages; one at a time, without the lock.
 *
 * <h2>Coming and going</h2>
 *
 * <p>{@link io.tabella.engine.log.Subscriptions} opens and closes. Making a subscription locks its
 * topics first, as a sweeper does, so that neither misses the other; its cursors then stand behind
 * what is committed. A subscription with one reader has a holder, compared and set; a shared one
 * has members. Who closes flushes the bits and gives back its ranges; while a message of them is in
 * somebody's hands, they stay until it is settled, and a consumer of the same lane may go on with
 * them. The next reader takes such ranges before the cursor.
 *
 * <h2>When a node dies</h2>
 *
 * <p>The reaper frees its ranges and makes them suspect: any message in them that is not
 * acknowledged may have been delivered, comes flagged as redelivered, and its count is stored, one
 * message at a time, before it is delivered again. What ends with its consumers is removed. Whoever
 * wants what the dead node held waits for that ({@link io.tabella.engine.log.DeadHolders}).
 *
 * <h2>Redelivery</h2>
 *
 * <p>A message that is handed back goes to its old place in the subscriber's buffer; its count is
 * kept in this node. Past the limit it is acknowledged and moved to the dead-letter queue in one
 * commit, for this subscription alone.
 *
 * <h2>Threads</h2>
 *
 * <p>{@code subscriberLock} and {@code tailLock} are held for a few instructions, the first around
 * the second, never around the database or a sink. {@code usersLock} is held around commits while
 * consumers come and go; no lane's thread takes it.
 */
@NullMarked
package io.tabella.engine.log;

import org.jspecify.annotations.NullMarked;
