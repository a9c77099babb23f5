/**
 * A node: this JVM as a member of a store, with its threads.
 *
 * <pre>
 *   SEND     UnitOfWork ─► Lane ─► StoreTransaction commit ─► Dispatcher.written
 *   RECEIVE  Claimer ─► ClaimLoop ─► store.claim ─► Dispatcher (PrefetchBuffer) ─► QueueReader ─► Sink
 *   ACK      UnitOfWork.acknowledge ─► Lane ─► row gone
 *   CRASH    NodeReaper ─► fence ─► release ─► Dispatchers.lookEverywhere
 * </pre>
 *
 * <h2>Threads of a node</h2>
 *
 * <table>
 * <caption>Who owns which thread</caption>
 * <tr><td>{@code tabella-lane-NODE-N}</td><td>writes units of work, with its own ledger</td></tr>
 * <tr><td>{@code tabella-claim-NODE}</td><td>scans, polls, releases, with its own ledger</td></tr>
 * <tr><td>{@code tabella-log-NODE}</td><td>looks for what others have published, through lanes</td>
 * </tr>
 * <tr><td>{@code tabella-due-NODE}</td><td>moves what is due, through lanes</td></tr>
 * <tr><td>{@code tabella-house-NODE}</td><td>reaps and sweeps, with its own ledger</td></tr>
 * <tr><td>{@code tabella-lease-NODE}</td><td>renews the lease; nothing may hold it up</td></tr>
 * </table>
 *
 * <p>A node ends in one of two ways: it {@linkplain io.tabella.engine.Node#stop stops} in good
 * order, or it finds out that it was fenced. Either way it never comes back; whoever wants to go on
 * joins as a new node.
 */
@NullMarked
package io.tabella.engine;

import org.jspecify.annotations.NullMarked;
