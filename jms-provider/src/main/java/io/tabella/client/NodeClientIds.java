package io.tabella.client;

import io.tabella.engine.Node;
import io.tabella.engine.transaction.Lane;
import io.tabella.store.StoreRejectedException;
import jakarta.jms.InvalidClientIDException;
import jakarta.jms.JMSException;
import java.lang.System.Logger.Level;

/** The client identifiers that the database knows. For all threads. */
final class NodeClientIds implements ClientIds {

  private static final System.Logger LOG = System.getLogger(NodeClientIds.class.getName());

  private final Node node;
  private final Lane lane;

  NodeClientIds(Node node) {
    this.node = node;
    this.lane = node.commonLane();
  }

  @Override
  public void take(String clientId) throws JMSException {
    boolean taken;
    try {
      taken = node.topics().takeClientId(clientId, lane);
    } catch (StoreRejectedException e) {
      throw unusable(clientId, e);
    } catch (RuntimeException e) {
      throw Failures.translate("The client identifier '" + clientId + "' could not be taken", e);
    }
    if (!taken) {
      throw new InvalidClientIDException(
          "The client identifier '"
              + clientId
              + "' is used by another open connection; close that one or choose another"
              + " identifier.",
          "CLIENT_ID_IN_USE");
    }
  }

  private static InvalidClientIDException unusable(String clientId, StoreRejectedException cause) {
    InvalidClientIDException failure =
        new InvalidClientIDException(
            "The client identifier '" + clientId + "' cannot be used: " + cause.getMessage(),
            "CLIENT_ID");
    failure.initCause(cause);
    failure.setLinkedException(cause);
    return failure;
  }

  /** A node that has ended has nothing to give back: whoever reaps it does. */
  @Override
  public void giveBack(String clientId) {
    try {
      node.topics().giveBackClientId(clientId, lane);
    } catch (RuntimeException e) {
      if (!Failures.isEndOfNode(e)) {
        LOG.log(Level.WARNING, "client identifier not given back; clientId=" + clientId, e);
      }
    }
  }
}
