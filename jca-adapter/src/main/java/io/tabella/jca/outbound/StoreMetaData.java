package io.tabella.jca.outbound;

import io.tabella.jca.store.StoreAddress;
import io.tabella.jca.store.StoreLogin;
import jakarta.resource.spi.ManagedConnectionMetaData;

/** What a managed connection tells of itself. Immutable. Jakarta Connectors 2.1, 6.5.6. */
record StoreMetaData(StoreAddress address, StoreLogin login) implements ManagedConnectionMetaData {

  @Override
  public String getEISProductName() {
    return "Tabella at " + address;
  }

  @Override
  public String getEISProductVersion() {
    String version = StoreMetaData.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }

  /** No limit. */
  @Override
  public int getMaxConnections() {
    return 0;
  }

  @Override
  public String getUserName() {
    return login.user() == null ? "" : login.user();
  }
}
