/**
 * What survives what: real JVMs as nodes, on real databases, killed, paused and cut off.
 *
 * <p>A test has a {@link io.tabella.it.crash.Cluster}: a fresh database and the JVMs that share it.
 * What these do is in {@code role}; they speak {@code jakarta.jms} like any application and print
 * each step as a line, after it has returned and before the next one begins. A line that was
 * printed is thus a promise that the database has to keep, and the tests compare the two: {@link
 * io.tabella.it.crash.Sent} holds senders' lines against what is found in the queues, {@link
 * io.tabella.it.crash.Received} those of receivers.
 *
 * <p>Nothing is timed. A test waits for a line or a condition, with a deadline so generous that it
 * only ends what hangs. Leases are short, so that a takeover takes seconds.
 *
 * <p>Moments are picked at random where the test is about "at any instruction". Where a certain
 * moment matters, {@code proxy} stands between driver and server and cuts the connection at just
 * that packet.
 */
@NullMarked
package io.tabella.it.crash;

import org.jspecify.annotations.NullMarked;
