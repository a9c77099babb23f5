package io.tabella.jca.outbound;

import io.tabella.extension.TabellaXAContext;
import io.tabella.jca.store.NodeEnd;
import io.tabella.jca.store.StoreAddress;
import io.tabella.jca.store.StoreLogin;
import io.tabella.jca.store.Stores;
import io.tabella.jca.store.TrackedResource;
import jakarta.jms.Connection;
import jakarta.jms.IllegalStateException;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.Session;
import jakarta.resource.ResourceException;
import jakarta.resource.spi.ConnectionEvent;
import jakarta.resource.spi.ConnectionEventListener;
import jakarta.resource.spi.ConnectionRequestInfo;
import jakarta.resource.spi.DissociatableManagedConnection;
import jakarta.resource.spi.LocalTransaction;
import jakarta.resource.spi.ManagedConnection;
import jakarta.resource.spi.ManagedConnectionMetaData;
import java.io.PrintWriter;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.security.auth.Subject;
import javax.transaction.xa.XAResource;
import org.jspecify.annotations.Nullable;

/**
 * A managed connection: one physical connection with one XA session. The container calls it on one
 * thread at a time, but for errors and closing. Jakarta Connectors 2.1, 6.5.4.
 */
final class StoreConnection implements ManagedConnection, DissociatableManagedConnection {

  private final StoreAddress address;
  private final StoreLogin login;
  private final TabellaXAContext context;
  private final TrackedResource resource;
  private final LocalBranch local;
  private final List<ConnectionEventListener> listeners = new CopyOnWriteArrayList<>();
  private final Set<ConnectionHandle> handles = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean broken = new AtomicBoolean();
  private final AtomicBoolean destroyed = new AtomicBoolean();
  private volatile @Nullable PrintWriter logWriter;

  private StoreConnection(StoreAddress address, StoreLogin login, TabellaXAContext context) {
    this.address = address;
    this.login = login;
    this.context = context;
    this.resource = new TrackedResource(context.getXAResource());
    this.local = new LocalBranch(resource);
  }

  /**
   * One that is connected.
   *
   * @param clientId null for none
   * @throws JMSException as {@link Stores#open}, or if another connection has the client identifier
   */
  static StoreConnection open(
      Stores stores, StoreAddress address, StoreLogin login, @Nullable String clientId)
      throws JMSException {
    TabellaXAContext context = (TabellaXAContext) stores.open(address, login);
    StoreConnection opened = new StoreConnection(address, login, context);
    try {
      if (clientId != null) {
        opened.connection().setClientID(clientId);
      }
      opened.connection().setExceptionListener(opened::failed);
      return opened;
    } catch (JMSException | RuntimeException e) {
      context.close();
      throw e;
    }
  }

  // What handles use.

  Connection connection() {
    return context.getConnection();
  }

  Session session() {
    return context.getSession();
  }

  JMSContext context() {
    return context;
  }

  /** Whether what is sent and received now belongs to a transaction of the container. */
  boolean isInTransaction() {
    return resource.isWorking();
  }

  /**
   * Refuses to do outside of a transaction what is meant to be in it.
   *
   * @throws IllegalStateException if the container's transaction was ended by another thread, as
   *     when it has timed out
   */
  void checkNotOrphaned() throws IllegalStateException {
    if (resource.isOrphaned()) {
      throw new IllegalStateException(
          "The transaction of this connection was rolled back meanwhile, as when it times out:"
              + " nothing more can be done in it.",
          "TRANSACTION");
    }
  }

  // What pools ask.

  /** Whether it is what is asked for: nothing else about a request makes a difference. */
  boolean serves(StoreAddress wantedAddress, StoreLogin wantedLogin) {
    return isValid() && login.equals(wantedLogin) && address.equals(wantedAddress);
  }

  /** Whether its node works. A database that is away does not change that: nodes wait for it. */
  boolean isValid() {
    return !broken.get() && !destroyed.get();
  }

  // Handles.

  @Override
  public Object getConnection(@Nullable Subject subject, @Nullable ConnectionRequestInfo request)
      throws ResourceException {
    checkNotDestroyed();
    ConnectionHandle handle = new ConnectionHandle(this);
    handles.add(handle);
    return handle;
  }

  @Override
  public void associateConnection(Object connection) throws ResourceException {
    checkNotDestroyed();
    if (!(connection instanceof ConnectionHandle handle)) {
      throw new ResourceException(connection + " is no connection of this resource adapter");
    }
    handles.add(handle);
    handle.moveTo(this);
  }

  @Override
  public void dissociateConnections() {
    for (ConnectionHandle handle : List.copyOf(handles)) {
      handles.remove(handle);
      handle.moveTo(null);
    }
  }

  /** A handle has gone to another connection. */
  void forget(ConnectionHandle handle) {
    handles.remove(handle);
  }

  /** The application has closed a handle. */
  void closed(ConnectionHandle handle) {
    if (handles.remove(handle)) {
      ConnectionEvent event = new ConnectionEvent(this, ConnectionEvent.CONNECTION_CLOSED);
      event.setConnectionHandle(handle);
      listeners.forEach(listener -> listener.connectionClosed(event));
    }
  }

  // Errors.

  /** Tells the container, once, if only a new connection helps. */
  void failed(Exception failure) {
    if (NodeEnd.isToldBy(failure) && !destroyed.get() && broken.compareAndSet(false, true)) {
      ConnectionEvent event =
          new ConnectionEvent(this, ConnectionEvent.CONNECTION_ERROR_OCCURRED, failure);
      listeners.forEach(listener -> listener.connectionErrorOccurred(event));
    }
  }

  // Life.

  /** Makes it as good as new, for whoever gets it next. */
  @Override
  public void cleanup() throws ResourceException {
    checkNotDestroyed();
    endHandles();
    local.undo();
    resource.reset();
    try {
      context.setAutoStart(true);
      connection().stop();
    } catch (JMSException | JMSRuntimeException e) {
      throw new ResourceException("The connection cannot be used again: " + e.getMessage(), e);
    }
  }

  @Override
  public void destroy() throws ResourceException {
    if (!destroyed.compareAndSet(false, true)) {
      return;
    }
    endHandles();
    try {
      context.close();
    } catch (JMSRuntimeException e) {
      throw new ResourceException("The connection did not close: " + e.getMessage(), e);
    }
  }

  private void endHandles() {
    for (ConnectionHandle handle : List.copyOf(handles)) {
      handles.remove(handle);
      handle.end();
    }
  }

  private void checkNotDestroyed() throws ResourceException {
    if (destroyed.get()) {
      throw new jakarta.resource.spi.IllegalStateException("The managed connection is destroyed.");
    }
  }

  // The rest of the contract.

  @Override
  public void addConnectionEventListener(ConnectionEventListener listener) {
    listeners.add(listener);
  }

  @Override
  public void removeConnectionEventListener(ConnectionEventListener listener) {
    listeners.remove(listener);
  }

  @Override
  public XAResource getXAResource() {
    return resource;
  }

  @Override
  public LocalTransaction getLocalTransaction() {
    return local;
  }

  @Override
  public ManagedConnectionMetaData getMetaData() throws ResourceException {
    checkNotDestroyed();
    return new StoreMetaData(address, login);
  }

  @Override
  public void setLogWriter(@Nullable PrintWriter writer) {
    logWriter = writer;
  }

  @Override
  public @Nullable PrintWriter getLogWriter() {
    return logWriter;
  }

  @Override
  public String toString() {
    return "StoreConnection[" + address + ", " + login + (isValid() ? "]" : ", ended]");
  }
}
