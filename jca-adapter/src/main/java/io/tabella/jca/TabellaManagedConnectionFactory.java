package io.tabella.jca;

import io.tabella.jca.outbound.StoreConnections;
import io.tabella.jca.store.StoreAddress;
import io.tabella.jca.store.StoreLogin;
import jakarta.resource.ResourceException;
import jakarta.resource.spi.ConnectionManager;
import jakarta.resource.spi.ConnectionRequestInfo;
import jakarta.resource.spi.IllegalStateException;
import jakarta.resource.spi.InvalidPropertyException;
import jakarta.resource.spi.ManagedConnection;
import jakarta.resource.spi.ManagedConnectionFactory;
import jakarta.resource.spi.ResourceAdapter;
import jakarta.resource.spi.ResourceAdapterAssociation;
import jakarta.resource.spi.ValidatingManagedConnectionFactory;
import java.io.PrintWriter;
import java.io.Serializable;
import java.util.Objects;
import java.util.Set;
import javax.security.auth.Subject;
import org.jspecify.annotations.Nullable;

/**
 * Makes managed connections. What it does not say about the store is the adapter's. For all threads
 * once it is configured. Jakarta Connectors 2.1, 6.5.3.
 */
public final class TabellaManagedConnectionFactory extends StoreProperties
    implements ManagedConnectionFactory,
        ValidatingManagedConnectionFactory,
        ResourceAdapterAssociation,
        Serializable {

  private static final long serialVersionUID = 1L;

  private @Nullable String clientId;
  private transient @Nullable TabellaResourceAdapter adapter;
  private transient @Nullable PrintWriter logWriter;

  /** Not configured; the properties have defaults. */
  public TabellaManagedConnectionFactory() {}

  /** The client identifier of its connections, of which there can then be only one at a time. */
  public @Nullable String getClientId() {
    return clientId;
  }

  /** See {@link #getClientId()}. */
  public void setClientId(@Nullable String clientId) {
    this.clientId = clientId;
  }

  @Override
  public @Nullable ResourceAdapter getResourceAdapter() {
    return adapter;
  }

  @Override
  public void setResourceAdapter(ResourceAdapter newAdapter) throws ResourceException {
    if (!(newAdapter instanceof TabellaResourceAdapter own)) {
      throw new InvalidPropertyException(newAdapter + " is not Tabella's resource adapter");
    }
    adapter = own;
  }

  @Override
  public Object createConnectionFactory(ConnectionManager manager) {
    return StoreConnections.factory(this, manager);
  }

  @Override
  public Object createConnectionFactory() {
    return StoreConnections.factory(this, null);
  }

  @Override
  public ManagedConnection createManagedConnection(
      @Nullable Subject subject, @Nullable ConnectionRequestInfo request) throws ResourceException {
    return connections().create(this, subject, request);
  }

  @Override
  @SuppressWarnings("rawtypes") // of the interface
  public @Nullable ManagedConnection matchManagedConnections(
      Set candidates, @Nullable Subject subject, @Nullable ConnectionRequestInfo request)
      throws ResourceException {
    return connections().match(this, candidates, subject, request);
  }

  @Override
  @SuppressWarnings("rawtypes") // of the interface
  public Set getInvalidConnections(Set candidates) {
    return StoreConnections.invalid(candidates);
  }

  /** Where its connections lead to. */
  StoreAddress fullAddress(TabellaResourceAdapter of) {
    return of.address().overlaidBy(address());
  }

  /** Whose connections they are, when nobody gives a login. */
  StoreLogin fullLogin(TabellaResourceAdapter of) {
    return login().or(of.login());
  }

  private StoreConnections connections() throws ResourceException {
    TabellaResourceAdapter known = adapter;
    if (known == null) {
      throw new IllegalStateException(
          "This connection factory has no resource adapter; the server should have set it.");
    }
    try {
      return new StoreConnections(
          known.stores(),
          fullAddress(known),
          fullLogin(known),
          clientId == null || clientId.isEmpty() ? null : clientId);
    } catch (IllegalArgumentException e) {
      throw new InvalidPropertyException(e.getMessage(), e);
    }
  }

  @Override
  public void setLogWriter(@Nullable PrintWriter writer) {
    logWriter = writer;
  }

  @Override
  public @Nullable PrintWriter getLogWriter() {
    return logWriter;
  }

  /** By value: two that are configured alike share a pool. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof TabellaManagedConnectionFactory that
        && hasSameStore(that)
        && Objects.equals(clientId, that.clientId)
        && Objects.equals(adapter, that.adapter);
  }

  @Override
  public int hashCode() {
    return 31 * hashOfStore() + Objects.hashCode(clientId);
  }
}
