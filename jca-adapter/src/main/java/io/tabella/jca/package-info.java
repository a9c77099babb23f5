/**
 * Tabella for application servers, as a resource adapter of Jakarta Connectors: outbound
 * connections that take part in the container's transaction, and message endpoints that receive in
 * it. The package is empty until the provider knows XA.
 */
@NullMarked
package io.tabella.jca;

import org.jspecify.annotations.NullMarked;
