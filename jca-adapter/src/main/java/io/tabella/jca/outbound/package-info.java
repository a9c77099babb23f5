/**
 * Connections for applications, as Jakarta Connectors 2.1, chapters 6 to 9 has them.
 *
 * <p>A {@code StoreConnection} is the managed connection: one physical connection with one XA
 * session, and a context over both, so that each API can be lent over the same transaction. It
 * serves with an {@code XAResource}, a {@code LocalTransaction} or neither, as the pool is
 * configured: outside of branches its session acknowledges by itself.
 *
 * <p>Applications hold a {@code ConnectionHandle}, and under it {@code Lent} proxies: session,
 * context, producers, consumers, browsers. A proxy makes its object on the managed connection that
 * the handle is at, and again when that has changed, with what was set in it. What Jakarta EE
 * forbids to web and EJB applications is refused in this package and nowhere else.
 *
 * <p>Threads: a managed connection belongs to the container and one transaction at a time; closing
 * and errors may come on any thread.
 */
@NullMarked
package io.tabella.jca.outbound;

import org.jspecify.annotations.NullMarked;
