package io.tabella.jca;

import io.tabella.jca.inbound.Endpoints;
import io.tabella.jca.outbound.ConnectionFactoryHandle;
import io.tabella.jca.store.Naming;
import io.tabella.jca.store.RecoveryResource;
import io.tabella.jca.store.StoreAddress;
import io.tabella.jca.store.StoreLogin;
import io.tabella.jca.store.Stores;
import jakarta.resource.NotSupportedException;
import jakarta.resource.ResourceException;
import jakarta.resource.spi.ActivationSpec;
import jakarta.resource.spi.BootstrapContext;
import jakarta.resource.spi.ResourceAdapter;
import jakarta.resource.spi.ResourceAdapterInternalException;
import jakarta.resource.spi.endpoint.MessageEndpointFactory;
import java.io.Serializable;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.naming.NamingException;
import javax.transaction.xa.XAResource;
import org.jspecify.annotations.Nullable;

/**
 * The resource adapter. Its start needs no database: it connects when something is to be sent, or a
 * bean is to be brought messages. Any number of them may live in one JVM. For all threads once it
 * is configured. Jakarta Connectors 2.1, 5.3.
 */
public final class TabellaResourceAdapter extends StoreProperties
    implements ResourceAdapter, Serializable {

  private static final long serialVersionUID = 1L;

  private transient volatile @Nullable Running running;

  /** What it has between start and stop. */
  private record Running(
      Stores stores, Endpoints endpoints, Map<Place, RecoveryResource> recoveries) {}

  /** What one recovery resource is for. */
  private record Place(StoreAddress address, StoreLogin login) {}

  /** Not configured; the properties have defaults. */
  public TabellaResourceAdapter() {}

  @Override
  public void start(BootstrapContext context) throws ResourceAdapterInternalException {
    try {
      // Said here, where it is clear who has said it, and not at the first message.
      address();
    } catch (IllegalArgumentException e) {
      throw new ResourceAdapterInternalException(e.getMessage(), e);
    }
    Stores stores = new Stores();
    running = new Running(stores, new Endpoints(context, stores), new ConcurrentHashMap<>());
  }

  /** Returns when all is closed, or after the beans' time limits. */
  @Override
  public void stop() {
    Running was = running;
    running = null;
    if (was != null) {
      was.endpoints().stop();
      was.stores().close();
    }
  }

  Stores stores() throws ResourceException {
    return running().stores();
  }

  private Running running() throws ResourceException {
    Running now = running;
    if (now == null) {
      throw new jakarta.resource.spi.IllegalStateException(
          "This resource adapter is not started, or is stopped.");
    }
    return now;
  }

  @Override
  public void endpointActivation(MessageEndpointFactory factory, ActivationSpec spec)
      throws ResourceException {
    TabellaActivationSpec own = own(spec);
    own.validate();
    Place place = placeOf(own);
    running()
        .endpoints()
        .activate(factory, spec, new Endpoints.Wish(place.address, place.login, own.settings()));
  }

  @Override
  public void endpointDeactivation(MessageEndpointFactory factory, ActivationSpec spec) {
    Running now = running;
    if (now != null) {
      now.endpoints().deactivate(factory, spec);
    }
  }

  /** For any specs, whether they are activated or not. They connect when they are used. */
  @Override
  public XAResource[] getXAResources(ActivationSpec[] specs) throws ResourceException {
    Running now = running();
    XAResource[] resources = new XAResource[specs.length];
    for (int i = 0; i < specs.length; i++) {
      Place place = placeOf(own(specs[i]));
      resources[i] =
          now.recoveries()
              .computeIfAbsent(
                  place, it -> new RecoveryResource(now.stores(), it.address(), it.login()));
    }
    return resources;
  }

  private static TabellaActivationSpec own(ActivationSpec spec) throws ResourceException {
    if (spec instanceof TabellaActivationSpec own) {
      return own;
    }
    throw new NotSupportedException(spec + " is no activation spec of Tabella");
  }

  /** The adapter's store, but for what the connection factory and then the spec say. */
  private Place placeOf(TabellaActivationSpec spec) throws ResourceException {
    StoreAddress address = address();
    StoreLogin login = login();
    String lookup = spec.getConnectionFactoryLookup();
    if (lookup != null && !lookup.isBlank()) {
      TabellaManagedConnectionFactory factory = factoryAt(lookup);
      address = factory.fullAddress(this);
      login = factory.fullLogin(this);
    }
    StoreAddress redelivery = new StoreAddress(null, spec.redelivery());
    return new Place(
        address.overlaidBy(spec.address()).overlaidBy(redelivery), spec.login().or(login));
  }

  private static TabellaManagedConnectionFactory factoryAt(String name) throws ResourceException {
    Object found;
    try {
      found = Naming.lookUp(name);
    } catch (NamingException e) {
      throw new ResourceException(
          "connectionFactoryLookup: the naming service has no " + name + ": " + e.getMessage(), e);
    }
    if (found instanceof ConnectionFactoryHandle handle
        && handle.managedConnectionFactory() instanceof TabellaManagedConnectionFactory factory) {
      return factory;
    }
    throw new ResourceException(
        "connectionFactoryLookup: what the naming service has as "
            + name
            + " is no connection factory of Tabella, but "
            + found);
  }

  /** By value, as the specification wants it: 5.3.5. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof TabellaResourceAdapter that && hasSameStore(that);
  }

  @Override
  public int hashCode() {
    return hashOfStore();
  }
}
