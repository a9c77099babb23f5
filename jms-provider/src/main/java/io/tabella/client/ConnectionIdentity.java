package io.tabella.client;

import jakarta.jms.IllegalStateException;
import jakarta.jms.InvalidClientIDException;
import jakarta.jms.JMSException;
import org.jspecify.annotations.Nullable;

/**
 * A connection's client identifier: administered, or set before anything else is done with the
 * connection. 6.1.2 of the specification. For all threads.
 */
final class ConnectionIdentity {

  private final ClientIds inUse;
  private final boolean administered;
  private @Nullable String clientId;
  private boolean used;

  /**
   * An identity.
   *
   * @param administered the factory's client identifier, or null
   * @throws InvalidClientIDException if another connection has it
   */
  ConnectionIdentity(ClientIds inUse, @Nullable String administered)
      throws InvalidClientIDException {
    this.inUse = inUse;
    this.administered = administered != null;
    if (administered != null) {
      inUse.take(administered);
      clientId = administered;
    }
  }

  synchronized @Nullable String clientId() {
    return clientId;
  }

  /** From now on it is too late to set a client identifier. */
  synchronized void connectionIsUsed() {
    used = true;
  }

  synchronized void set(@Nullable String newClientId) throws JMSException {
    if (administered) {
      throw refused("the factory has given it the client identifier '" + clientId + "'");
    }
    if (clientId != null) {
      throw refused("it has the client identifier '" + clientId + "' already");
    }
    if (used) {
      throw refused("it was used before; call setClientID first");
    }
    if (newClientId == null || newClientId.isBlank()) {
      throw new InvalidClientIDException("A client identifier must not be empty.", "CLIENT_ID");
    }
    inUse.take(newClientId);
    clientId = newClientId;
  }

  /** The connection is closed: others may have the identifier. */
  synchronized void giveUp() {
    if (clientId != null) {
      inUse.giveBack(clientId);
    }
  }

  private static IllegalStateException refused(String reason) {
    return new IllegalStateException(
        "The client identifier of this connection cannot be set: " + reason + ".", "CLIENT_ID");
  }
}
