/**
 * What becomes too old. {@link io.tabella.engine.retention.Sweeper} walks through the queues in
 * short steps, each its own commit, and removes entries that are ready and have expired. Consumers
 * pass over expired entries by themselves; the sweeper is for queues that nobody reads.
 *
 * <p>Every node sweeps, each at its own pace: a step that finds nothing writes only its ledger, and
 * two that meet remove different rows.
 *
 * <p>{@link io.tabella.engine.retention.LogSweeper} removes from the logs of topics what all
 * subscriptions have passed. It looks without a lock first; where something can be removed it locks
 * the topic, so that no subscription is made meanwhile, reads cursors, then ranges, and removes a
 * chunk in each commit. Publishers are never held up. A publisher that lives keeps its last
 * message, behind which new subscriptions begin. Now and then {@link
 * io.tabella.engine.retention.StrayLogs} finds what was published to topics that were gone already.
 *
 * <p>{@link io.tabella.engine.retention.NoteSweeper} removes what was noted about messages: their
 * identifiers, when the window of duplicate detection has passed, and who has the newest value of a
 * key, when that entry is gone.
 */
@NullMarked
package io.tabella.engine.retention;

import org.jspecify.annotations.NullMarked;
