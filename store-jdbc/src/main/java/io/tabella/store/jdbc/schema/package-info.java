/**
 * The tables' definition: numbered SQL files for each database, and what runs them.
 *
 * <p>A file {@code V001__create_tables.sql} brings the schema to version 1. Its statements can be
 * repeated, and bear that somebody else runs them at the same time; the last one writes the
 * version's row, so that a version whose row is there is complete. A database administrator can run
 * the same files by hand.
 */
@NullMarked
package io.tabella.store.jdbc.schema;

import org.jspecify.annotations.NullMarked;
