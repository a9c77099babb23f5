package io.tabella.client;

import io.tabella.engine.NodeConfig;
import io.tabella.store.MessageStore;

/** What a factory knows about making a node. Called by any thread. */
public interface NodeOpening {

  /**
   * Opens the store as somebody.
   *
   * @throws io.tabella.store.StoreException if the database does not let it
   */
  MessageStore openStore(Login login);

  /** How the node works. */
  NodeConfig nodeConfig();
}
