package io.tabella.client;

import jakarta.jms.IllegalStateException;
import jakarta.jms.InvalidClientIDException;
import jakarta.jms.JMSException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A connection's client identifier: administered, or set before anything else is done with the
 * connection. 6.1.2 of the specification. For all threads.
 */
final class ConnectionIdentity {

  private static final int LONGEST = 200;

  private final ReentrantLock identityLock = new ReentrantLock();
  private final ClientIds inUse;
  private final boolean administered;
  private volatile @Nullable String clientId;
  private volatile boolean used;
  private boolean givenUp;

  /**
   * An identity.
   *
   * @param administered the factory's client identifier, or null
   * @throws InvalidClientIDException if another connection has it
   */
  ConnectionIdentity(ClientIds inUse, @Nullable String administered) throws JMSException {
    this.inUse = inUse;
    this.administered = administered != null;
    if (administered != null) {
      take(administered);
    }
  }

  private void take(@Nullable String wanted) throws JMSException {
    if (wanted == null || wanted.isBlank()) {
      throw new InvalidClientIDException("A client identifier must not be empty.", "CLIENT_ID");
    }
    if (wanted.length() > LONGEST) {
      throw new InvalidClientIDException(
          "A client identifier has at most "
              + LONGEST
              + " characters; this one has "
              + wanted.length()
              + ": "
              + wanted.substring(0, 40)
              + "…",
          "CLIENT_ID");
    }
    inUse.take(wanted);
    clientId = wanted;
  }

  @Nullable String clientId() {
    return clientId;
  }

  /** From now on it is too late to set a client identifier. */
  void connectionIsUsed() {
    used = true;
  }

  void set(@Nullable String newClientId) throws JMSException {
    identityLock.lock();
    try {
      setOnce(newClientId);
    } finally {
      identityLock.unlock();
    }
  }

  private void setOnce(@Nullable String newClientId) throws JMSException {
    if (givenUp) {
      throw refused("it is closed");
    }
    if (administered) {
      throw refused("the factory has given it the client identifier '" + clientId + "'");
    }
    if (clientId != null) {
      throw refused("it has the client identifier '" + clientId + "' already");
    }
    if (used) {
      throw refused("it was used before; call setClientID first");
    }
    take(newClientId);
  }

  /** The connection is closed: others may have the identifier. */
  void giveUp() {
    identityLock.lock();
    try {
      givenUp = true;
      String own = clientId;
      if (own != null) {
        inUse.giveBack(own);
      }
    } finally {
      identityLock.unlock();
    }
  }

  private static IllegalStateException refused(String reason) {
    return new IllegalStateException(
        "The client identifier of this connection cannot be set: " + reason + ".", "CLIENT_ID");
  }
}
