/**
 * What queues and topics have in common on the way to a consumer and from a sender.
 *
 * <p>A {@link io.tabella.engine.delivery.Reader} gives a consumer one {@link
 * io.tabella.engine.delivery.Delivery} after the other; before each, {@link
 * io.tabella.engine.delivery.Preparation} sees to it that the message has not expired, that its
 * count is stored where it has to be, and that its body is in memory. What the consumer does not
 * acknowledge goes through {@link io.tabella.engine.delivery.Redelivery}: its count is raised, and
 * it is put back, or moved to the dead-letter queue, in one commit.
 *
 * <p>A message that was taken from a dead node is <em>suspect</em>: the failed delivery that may
 * have been is stored before it is delivered again, so that a message that kills its JVM is found
 * out in the end.
 */
@NullMarked
package io.tabella.engine.delivery;

import org.jspecify.annotations.NullMarked;
