/**
 * Queues and topics as an application holds them: a kind and a name, nothing else. Jakarta
 * Messaging 3.1, 5.2.
 *
 * <p>A {@link io.tabella.destination.JmsDestination} is a value. It knows no connection and no
 * database, so that it can be made, stored in JNDI, serialized and compared anywhere. Two of the
 * same kind and name are the same destination, whoever made them.
 *
 * <p>Wherever the provider keeps a destination as text (JMSReplyTo, the original destination of a
 * dead letter) it is {@code queue:NAME} or {@code topic:NAME}. A destination of another provider is
 * taken by its kind and its name.
 */
@NullMarked
package io.tabella.destination;

import org.jspecify.annotations.NullMarked;
