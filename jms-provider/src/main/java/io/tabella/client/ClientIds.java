package io.tabella.client;

import jakarta.jms.InvalidClientIDException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The client identifiers in use among the connections of a node. 6.1.2 of the specification. */
final class ClientIds {

  private final Set<String> used = ConcurrentHashMap.newKeySet();

  /**
   * Takes an identifier.
   *
   * @throws InvalidClientIDException if another connection has it
   */
  void take(String clientId) throws InvalidClientIDException {
    if (!used.add(clientId)) {
      throw new InvalidClientIDException(
          "The client identifier '"
              + clientId
              + "' is used by another open connection; close that one or choose another"
              + " identifier.",
          "CLIENT_ID_IN_USE");
    }
  }

  /** Gives it back. */
  void giveBack(String clientId) {
    used.remove(clientId);
  }
}
