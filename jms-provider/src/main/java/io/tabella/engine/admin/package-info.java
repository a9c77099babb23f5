/**
 * What an administrator does to queues, topics and what waits, while everything runs.
 *
 * <p>Messages are purged, moved and retried in chunks, each a commit of its own through a lane:
 * entries that are ready are locked, removed, and inserted again where they go, or not. What a node
 * holds is passed over: it is about to be consumed. Whoever dies in the middle has moved some of
 * them, each once.
 *
 * <p>A destination is removed only when no node uses it. A node notes that it uses one before it
 * looks whether it is there; the remover removes it before it looks for notes; so one of the two
 * sees the other.
 */
@NullMarked
package io.tabella.engine.admin;

import org.jspecify.annotations.NullMarked;
