/**
 * What becomes too old. {@link io.tabella.engine.retention.Sweeper} walks through the queues in
 * short steps, each its own commit, and removes entries that are ready and have expired. Consumers
 * pass over expired entries by themselves; the sweeper is for queues that nobody reads.
 *
 * <p>Every node sweeps, each at its own pace: a step that finds nothing writes only its ledger, and
 * two that meet remove different rows.
 */
@NullMarked
package io.tabella.engine.retention;

import org.jspecify.annotations.NullMarked;
