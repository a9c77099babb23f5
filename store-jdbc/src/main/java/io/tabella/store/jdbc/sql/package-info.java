/**
 * The gestures of JDBC, each in one place.
 *
 * <p>{@link io.tabella.store.jdbc.sql.Transactions} borrows connections and begins; a {@link
 * io.tabella.store.jdbc.sql.Transaction} runs, queries, commits, and rolls back unless committed;
 * {@link io.tabella.store.jdbc.sql.Failures} translates each {@code SQLException}, by its SQLState
 * and the vendor's code, into the one exception of the SPI that tells the caller what to do.
 *
 * <p>Nothing here knows a table, and nothing above here sees a {@code SQLException}.
 */
@NullMarked
package io.tabella.store.jdbc.sql;

import org.jspecify.annotations.NullMarked;
