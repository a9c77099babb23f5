/**
 * What differs from database to database, and nothing else.
 *
 * <p>A {@link io.tabella.store.jdbc.dialect.Dialect} is chosen once, from what the database says it
 * is. It says how the database tells the time, how many rows one statement should carry, which
 * ranges of keys its optimiser scans without sorting, whether rows in use can be skipped, and what
 * its error codes mean. The statements themselves stand with the tables.
 */
@NullMarked
package io.tabella.store.jdbc.dialect;

import org.jspecify.annotations.NullMarked;
