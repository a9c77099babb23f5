/**
 * What every store has to do, run on every database.
 *
 * <p>{@link io.tabella.it.store.StoreContract} is the suite, in parts that run on tables of their
 * own; a database joins with one class that names it. What only one database does is tested beside.
 */
package io.tabella.it.store;
