/**
 * The tables, one class each: the statements, their parameters, and how a row is read.
 *
 * <p>A table class keeps no state but its statements' text and is for all threads; each method runs
 * in the transaction that it is given. What a statement's row count means is for the caller to say.
 *
 * <p>Statements over many rows come in few shapes, so that drivers and servers find them in their
 * caches: rows and keys are sorted and cut into powers of two ({@link
 * io.tabella.store.jdbc.table.InsertStatement}, {@link
 * io.tabella.store.jdbc.table.KeyedStatement}).
 */
@NullMarked
package io.tabella.store.jdbc.table;

import org.jspecify.annotations.NullMarked;
