package io.tabella.jca.outbound;

import io.tabella.client.Unchecked;
import io.tabella.jca.store.StoreLogin;
import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.QueueConnection;
import jakarta.jms.QueueConnectionFactory;
import jakarta.jms.TopicConnection;
import jakarta.jms.TopicConnectionFactory;
import jakarta.resource.Referenceable;
import jakarta.resource.ResourceException;
import jakarta.resource.spi.ConnectionManager;
import jakarta.resource.spi.LazyAssociatableConnectionManager;
import jakarta.resource.spi.ManagedConnectionFactory;
import java.io.Serializable;
import javax.naming.NamingException;
import javax.naming.Reference;
import org.jspecify.annotations.Nullable;

/**
 * The connection factory that applications look up. For all threads. Jakarta Connectors 2.1, 6.5.1.
 */
public final class ConnectionFactoryHandle
    implements ConnectionFactory,
        QueueConnectionFactory,
        TopicConnectionFactory,
        Referenceable,
        Serializable {

  private static final long serialVersionUID = 1L;

  private final ManagedConnectionFactory factory;
  private final ConnectionManager manager;
  private volatile @Nullable Reference reference;

  /** A factory of managed connections, which the manager pools. */
  public ConnectionFactoryHandle(ManagedConnectionFactory factory, ConnectionManager manager) {
    this.factory = factory;
    this.manager = manager;
  }

  /** Where its connections lead to. */
  public ManagedConnectionFactory managedConnectionFactory() {
    return factory;
  }

  @Override
  public Connection createConnection() throws JMSException {
    return connect(StoreLogin.DEFAULT);
  }

  /**
   * A connection with a login of the application's own.
   *
   * @throws jakarta.jms.JMSSecurityException if the database refuses it
   */
  @Override
  public Connection createConnection(@Nullable String userName, @Nullable String password)
      throws JMSException {
    return connect(StoreLogin.of(userName, password));
  }

  @Override
  public QueueConnection createQueueConnection() throws JMSException {
    return connect(StoreLogin.DEFAULT);
  }

  @Override
  public QueueConnection createQueueConnection(@Nullable String userName, @Nullable String password)
      throws JMSException {
    return connect(StoreLogin.of(userName, password));
  }

  @Override
  public TopicConnection createTopicConnection() throws JMSException {
    return connect(StoreLogin.DEFAULT);
  }

  @Override
  public TopicConnection createTopicConnection(@Nullable String userName, @Nullable String password)
      throws JMSException {
    return connect(StoreLogin.of(userName, password));
  }

  @Override
  public JMSContext createContext() {
    return context(StoreLogin.DEFAULT);
  }

  @Override
  public JMSContext createContext(@Nullable String userName, @Nullable String password) {
    return context(StoreLogin.of(userName, password));
  }

  /** The mode says nothing in a container, see {@link ConnectionHandle#createSession(int)}. */
  @Override
  public JMSContext createContext(
      @Nullable String userName, @Nullable String password, int sessionMode) {
    return context(StoreLogin.of(userName, password));
  }

  @Override
  public JMSContext createContext(int sessionMode) {
    return context(StoreLogin.DEFAULT);
  }

  private JMSContext context(StoreLogin login) {
    return Unchecked.get(() -> connect(login).asContext());
  }

  private ConnectionHandle connect(StoreLogin login) throws JMSException {
    ConnectionRequest request = new ConnectionRequest(login);
    try {
      ConnectionHandle handle = (ConnectionHandle) manager.allocateConnection(factory, request);
      if (manager instanceof LazyAssociatableConnectionManager lazy) {
        handle.associateBy(it -> lazy.associateConnection(it, factory, request));
      }
      return handle;
    } catch (ResourceException e) {
      throw Refusals.of("The container gave no connection", e);
    }
  }

  // For the naming service.

  @Override
  public void setReference(Reference newReference) {
    reference = newReference;
  }

  @Override
  public Reference getReference() throws NamingException {
    Reference known = reference;
    if (known == null) {
      throw new NamingException("The container has given this connection factory no reference.");
    }
    return known;
  }
}
