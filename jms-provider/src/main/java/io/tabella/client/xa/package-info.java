/**
 * Global transactions (XA) as Jakarta Messaging 3.1, 11.3 and {@link
 * javax.transaction.xa.XAResource} have them, over {@link io.tabella.engine.branch}.
 *
 * <p>An XA session is a session like any other with a mode of its own: as long as its {@code
 * JmsXAResource} works for a branch, what is sent and received is the branch's; else it is as in
 * AUTO_ACKNOWLEDGE. The state of a branch is the engine's, and the resource only translates: names
 * of branches, flags, and reasons of failure, all in one place each. A branch belongs to the node
 * and not to the session, which may be closed before its branches end (6.1.8 and 6.2.15 there).
 *
 * <p>All sessions of XA connections share one lane ({@link io.tabella.engine.Node#commonLane}),
 * because several of them may join one branch, and what was received from a subscription is
 * acknowledged by the lane that has claimed it.
 */
@NullMarked
package io.tabella.client.xa;

import org.jspecify.annotations.NullMarked;
