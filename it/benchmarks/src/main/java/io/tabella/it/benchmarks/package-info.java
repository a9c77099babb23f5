/**
 * What Tabella costs beside plain JDBC that writes the same rows.
 *
 * <p><b>The ceiling</b> ({@link io.tabella.it.benchmarks.plain}) is the best that one process gets
 * out of the database for these rows: a table of the very same shape, prepared statements, many
 * rows in each, as many writers and as large batches as are best; both are searched for at the
 * start.
 *
 * <p><b>Tabella</b> ({@link io.tabella.it.benchmarks.jms}) is used through {@code jakarta.jms}
 * alone.
 *
 * <p>Each case is measured in turn with its ceiling, several times, because the machine is never
 * quite the same for long; the medians are compared. Every commit is flushed to the disk on both
 * sides. Bodies have 1 KiB.
 */
@NullMarked
package io.tabella.it.benchmarks;

import org.jspecify.annotations.NullMarked;
