/**
 * Tabella for application servers, as a resource adapter of Jakarta Connectors 2.1.
 *
 * <p>This package has the beans that deployment descriptors and administrators name: the adapter,
 * its connection factories, activation specs and administered objects. What they do is done below:
 * {@link io.tabella.jca.outbound} has the connections of applications, {@link
 * io.tabella.jca.inbound} brings messages to message-driven beans, and {@link io.tabella.jca.store}
 * has the stores of both.
 *
 * <p>Every property has a getter and a setter of the same wrapper type, and no overloads: servers
 * drop without a word what they do not recognise as a bean property.
 */
@NullMarked
package io.tabella.jca;

import org.jspecify.annotations.NullMarked;
