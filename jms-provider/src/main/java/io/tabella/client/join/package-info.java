/**
 * Sessions that send and receive in the transaction of the caller's own database connection, over
 * {@link io.tabella.engine.join}. docs/joined-transactions.md
 *
 * <p>A joined session is a session like any other with a mode of its own: before each send and
 * receive it asks its {@link io.tabella.client.join.Surroundings} for the connection of the
 * transaction under way. If there is one, the work is done there; if not, it is as in the mode that
 * the application asked for. The application, or its framework, ends the transaction: a joined
 * session never commits or rolls back on such a connection.
 */
@NullMarked
package io.tabella.client.join;

import org.jspecify.annotations.NullMarked;
