/**
 * Messages for message-driven beans, as Jakarta Connectors 2.1, chapters 12 and 13 has them.
 *
 * <p>{@code Endpoints} has an {@code Activation} for each bean, which lives from activation to
 * deactivation. While it can, it has an {@code Inflow}: a connection, a connection consumer, and an
 * {@code EndpointPool} of sessions. Each {@code EndpointSession} is one session and one message
 * endpoint; it runs as a {@code Work} of the container and delivers one message:
 *
 * <pre>
 * connection consumer   takes a message, borrows a session, assigns the message, starts the session
 * container's thread    beforeDelivery   the container begins its transaction, the session's branch
 *                       session.run      the message is received in the branch; onMessage
 *                       afterDelivery    the container commits or rolls back; always, if before was
 * </pre>
 *
 * <p>Without a transaction of the container the session acknowledges by itself: after onMessage, or
 * it delivers again.
 *
 * <p>What fails before onMessage gives the message back, uncounted. What fails later is the
 * transaction's. A database that is away at first is tried again for ever, with growing pauses in
 * which no thread waits; later the node waits for it by itself, and if it has ended the inflow is
 * made again.
 */
@NullMarked
package io.tabella.jca.inbound;

import org.jspecify.annotations.NullMarked;
