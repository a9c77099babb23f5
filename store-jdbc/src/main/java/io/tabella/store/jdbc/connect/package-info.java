/**
 * Where connections come from: a pool of our own, or the application's data source.
 *
 * <p>A connection that is borrowed is not in auto-commit and at READ COMMITTED, waits for a lock
 * only as long as configured, and, where the database can do so, is ended by the server when a
 * transaction on it is silent for longer than the node's lease. The last is what frees the rows of
 * a JVM that was stopped in the middle of a transaction. MySQL knows such a limit for a session
 * only ({@code wait_timeout}); therefore our own pool asks after each idle connection several times
 * within a lease, and a connection of the application's pool has the limit only while it is
 * borrowed.
 */
@NullMarked
package io.tabella.store.jdbc.connect;

import org.jspecify.annotations.NullMarked;
