/**
 * Jakarta Messaging's semantics, and nothing but these: connections, sessions, producers and
 * consumers over the engine.
 *
 * <h2>Model</h2>
 *
 * <p>{@link io.tabella.client.LoginNodes} keeps one node per login; every {@link
 * io.tabella.client.JmsConnection} of that login shares it. A session is {@code JmsSession}, the
 * API's methods, over a {@code SessionCore}, what its producers and consumers share: a lane for its
 * whole life, a {@code SessionMode}, and the deliveries.
 *
 * <p>The simplified API is a skin over this one. A {@link io.tabella.client.JmsContext} is a
 * connection and one session of it; {@code JmsProducer} is a classic producer without a destination
 * and a template of what it sets in each message; {@code JmsConsumer} is a classic consumer. A
 * connection of contexts ends with the last of their sessions. Making that session is not yet using
 * the connection, so that a new context may set the client identifier.
 *
 * <h2>Modes</h2>
 *
 * <p>The four kinds of sessions differ only in their {@code SessionMode}: what becomes of a message
 * that was received, and of one that is sent. All of them commit in the same way, as units of work
 * in the session's lane:
 *
 * <table>
 * <caption>What makes a unit of work</caption>
 * <tr><th>mode</th><th>received</th><th>sent</th></tr>
 * <tr><td>AUTO</td><td>one each, on its way while the next is delivered; strict: waits</td>
 * <td>one each, waits if persistent</td></tr>
 * <tr><td>DUPS_OK</td><td>one each, never waits</td><td>the same</td></tr>
 * <tr><td>CLIENT</td><td>all that was shown, at acknowledge(), waits</td><td>the same</td></tr>
 * <tr><td>transacted</td><td colspan="2">everything, at commit(), waits</td></tr>
 * </table>
 *
 * <p>An asynchronous send goes to the lane in the same way, and nobody waits; {@code
 * AsynchronousSends} keeps it until its listener has returned. In a transaction it is complete as
 * soon as the transaction has it. Who closes, commits or rolls back waits for these listeners; a
 * message listener that does so calls them itself, as no other thread may.
 *
 * <p>What the application has seen and not acknowledged is handed back, which counts; what was only
 * buffered is put back by the engine, which does not.
 *
 * <h2>Application servers</h2>
 *
 * <p>A {@code JmsConnectionConsumer} assigns messages to sessions that a server lends it, and the
 * server's threads run these. What is assigned and not run has been seen by nobody: stop and close
 * recall it, uncounted. All connection consumers of a connection and the sessions of their pools
 * share one lane, because a subscription's messages are acknowledged through the lane that claimed
 * them, and one transaction may have messages of several consumers.
 *
 * <h2>Failures</h2>
 *
 * <p>The engine's exceptions are translated in {@code Failures} alone. What fails after its call
 * has returned becomes a {@code LateFailure}: the exception listener hears of it at once, the
 * session's next call throws it. When the node ends (it was fenced), the exception listener is told
 * once; the connection is then good for nothing but being closed, and the next one gets a new node.
 * {@code Unchecked} turns the exceptions of the classic API into those of the simplified one.
 *
 * <h2>Threads</h2>
 *
 * <p>A session has one {@code ListenerDispatch} thread once it has a listener of messages or of an
 * asynchronous send; these, and what a server's thread runs, go by the session's {@code
 * CallbackTurn}, one at a time. A connection consumer has a thread; a connection has one for its
 * exception listener and one that hands back what failed late, while there is something to do. All
 * are daemons. Waiting for messages goes by the session's {@code Bell}, which the engine rings. A
 * delivery passes a {@code DeliveryGate}, which stop and close wait for; it is not a lock, and no
 * lock is ever held while code of the application runs. Only the lock of a mode is held while the
 * database works: it keeps a session's close behind its commit.
 *
 * <p>Closing goes from the outside in: first nothing new is delivered, then listeners that run may
 * finish with everything at their disposal, then acknowledgements that are on their way are
 * awaited, and what was not acknowledged is handed back.
 */
@NullMarked
package io.tabella.client;

import org.jspecify.annotations.NullMarked;
