package io.tabella.jca.outbound;

import jakarta.resource.ResourceException;
import jakarta.resource.spi.ConnectionEvent;
import jakarta.resource.spi.ConnectionEventListener;
import jakarta.resource.spi.ConnectionManager;
import jakarta.resource.spi.ConnectionRequestInfo;
import jakarta.resource.spi.ManagedConnection;
import jakarta.resource.spi.ManagedConnectionFactory;
import java.lang.System.Logger.Level;

/**
 * Without a container: each connection has a managed connection of its own. For all threads.
 * Jakarta Connectors 2.1, 6.5.2.
 */
final class UnmanagedConnections implements ConnectionManager {

  private static final long serialVersionUID = 1L;
  private static final System.Logger LOG = System.getLogger(UnmanagedConnections.class.getName());

  @Override
  public Object allocateConnection(ManagedConnectionFactory factory, ConnectionRequestInfo request)
      throws ResourceException {
    ManagedConnection connection = factory.createManagedConnection(null, request);
    connection.addConnectionEventListener(new Ending());
    return connection.getConnection(null, request);
  }

  /** What is closed or broken is not used again. */
  private static final class Ending implements ConnectionEventListener {

    @Override
    public void connectionClosed(ConnectionEvent event) {
      destroy(event);
    }

    @Override
    public void connectionErrorOccurred(ConnectionEvent event) {
      destroy(event);
    }

    private static void destroy(ConnectionEvent event) {
      try {
        ((ManagedConnection) event.getSource()).destroy();
      } catch (ResourceException e) {
        LOG.log(Level.WARNING, "connection did not close", e);
      }
    }

    @Override
    public void localTransactionStarted(ConnectionEvent event) {}

    @Override
    public void localTransactionCommitted(ConnectionEvent event) {}

    @Override
    public void localTransactionRolledback(ConnectionEvent event) {}
  }
}
