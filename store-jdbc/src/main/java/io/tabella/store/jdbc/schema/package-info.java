/**
 * The tables' definition: numbered SQL files for each database, and what runs them.
 *
 * <p>A file {@code V001__create_tables.sql} brings the schema to version 1. Its statements can be
 * repeated, so that a node that was killed in the middle does no harm; the last one writes the
 * version's row, so that a version whose row is there is complete. Those of version 1 also bear
 * that somebody else runs them at the same time. Those of later versions alter tables, which H2
 * does by a copy under a temporary name, and two at once would drop each other's: they are run by
 * one node at a time, which holds a lock on the row of version 1. None of them may alter {@code
 * schema_version}. A database administrator can run the same files by hand.
 */
@NullMarked
package io.tabella.store.jdbc.schema;

import org.jspecify.annotations.NullMarked;
