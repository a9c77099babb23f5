package io.tabella.jca.outbound;

import io.tabella.jca.store.StoreLogin;
import jakarta.resource.spi.ConnectionRequestInfo;

/**
 * What an application asks for with one call of {@code createConnection} or {@code createContext}.
 * Immutable.
 *
 * @param login the default if it gave none
 */
record ConnectionRequest(StoreLogin login) implements ConnectionRequestInfo {}
