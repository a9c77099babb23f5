package io.tabella.store.jdbc;

import io.tabella.store.MessageStore;
import io.tabella.store.MessageStoreProvider;
import io.tabella.store.StoreConfig;
import io.tabella.store.StoreSetupException;
import io.tabella.store.jdbc.connect.GivenConnections;
import io.tabella.store.jdbc.connect.OwnPool;
import io.tabella.store.jdbc.sql.Connections;
import java.util.regex.Pattern;

/** Opens stores in relational databases. For all threads. */
public final class JdbcStoreProvider implements MessageStoreProvider {

  private static final Pattern PREFIX = Pattern.compile("[a-z0-9_]{0,32}");

  @Override
  public MessageStore open(StoreConfig config) {
    if (!PREFIX.matcher(config.tablePrefix()).matches()) {
      throw new StoreSetupException(
          "the table prefix '"
              + config.tablePrefix()
              + "' is not made of at most 32 lower-case letters, digits and underscores",
          null);
    }
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
