package io.tabella.store.jdbc;

import io.tabella.store.MessageStore;
import io.tabella.store.MessageStoreProvider;
import io.tabella.store.StoreConfig;
import io.tabella.store.jdbc.connect.GivenConnections;
import io.tabella.store.jdbc.connect.OwnPool;
import io.tabella.store.jdbc.sql.Connections;

/** Opens stores in relational databases. For all threads. */
public final class JdbcStoreProvider implements MessageStoreProvider {

  @Override
  public MessageStore open(StoreConfig config) {
    Connections connections = connections(config);
    try {
      return JdbcMessageStore.open(config, connections);
    } catch (RuntimeException e) {
      connections.close();
      throw e;
    }
  }

  private static Connections connections(StoreConfig config) {
    if (config.source() instanceof StoreConfig.Url url) {
      return new OwnPool(config, url);
    }
    return new GivenConnections(config, (StoreConfig.Given) config.source());
  }
}
