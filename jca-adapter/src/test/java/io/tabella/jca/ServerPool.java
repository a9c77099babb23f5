package io.tabella.jca;

import jakarta.resource.ResourceException;
import jakarta.resource.spi.ConnectionEvent;
import jakarta.resource.spi.ConnectionEventListener;
import jakarta.resource.spi.ConnectionManager;
import jakarta.resource.spi.ConnectionRequestInfo;
import jakarta.resource.spi.DissociatableManagedConnection;
import jakarta.resource.spi.LazyAssociatableConnectionManager;
import jakarta.resource.spi.ManagedConnection;
import jakarta.resource.spi.ManagedConnectionFactory;
import jakarta.resource.spi.ValidatingManagedConnectionFactory;
import jakarta.transaction.Synchronization;
import jakarta.transaction.Transaction;
import jakarta.transaction.TransactionManager;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javax.transaction.xa.XAResource;
import org.jspecify.annotations.Nullable;

/**
 * A server's pool of managed connections, in miniature: enlists, shares within a transaction,
 * checks before use, and can take connections away from their handles.
 */
final class ServerPool
    implements ConnectionManager, LazyAssociatableConnectionManager, ConnectionEventListener {

  private static final long serialVersionUID = 1L;

  private final transient @Nullable TransactionManager transactions;
  private final transient Set<ManagedConnection> idle = new HashSet<>();
  private final transient Map<Transaction, ManagedConnection> enlisted = new HashMap<>();
  private final transient Map<ManagedConnection, Integer> used = new HashMap<>();
  final transient AtomicInteger made = new AtomicInteger();
  final transient List<Exception> errors = new CopyOnWriteArrayList<>();

  /** Null for a pool without transactions. */
  ServerPool(@Nullable TransactionManager transactions) {
    this.transactions = transactions;
  }

  @Override
  public synchronized Object allocateConnection(
      ManagedConnectionFactory factory, ConnectionRequestInfo request) throws ResourceException {
    ManagedConnection connection = connection(factory, request);
    used.merge(connection, 1, Integer::sum);
    return connection.getConnection(null, request);
  }

  @Override
  public synchronized void associateConnection(
      Object handle, ManagedConnectionFactory factory, ConnectionRequestInfo request)
      throws ResourceException {
    ManagedConnection connection = connection(factory, request);
    used.merge(connection, 1, Integer::sum);
    connection.associateConnection(handle);
  }

  @Override
  public void inactiveConnectionClosed(Object handle, ManagedConnectionFactory factory) {}

  private ManagedConnection connection(
      ManagedConnectionFactory factory, ConnectionRequestInfo request) throws ResourceException {
    try {
      Transaction current = transactions == null ? null : transactions.getTransaction();
      ManagedConnection shared = enlisted.get(current);
      if (shared != null) {
        return shared;
      }
      ManagedConnection connection = idleOrNew(factory, request);
      if (current != null) {
        enlist(current, connection);
      }
      return connection;
    } catch (ResourceException e) {
      throw e;
    } catch (Exception e) {
      throw new ResourceException(e);
    }
  }

  @SuppressWarnings("unchecked") // of the interface
  private ManagedConnection idleOrNew(
      ManagedConnectionFactory factory, ConnectionRequestInfo request) throws ResourceException {
    Set<ManagedConnection> invalid =
        ((ValidatingManagedConnectionFactory) factory).getInvalidConnections(idle);
    idle.removeAll(invalid);
    for (ManagedConnection gone : invalid) {
      gone.destroy();
    }
    ManagedConnection match = factory.matchManagedConnections(idle, null, request);
    if (match != null) {
      idle.remove(match);
      return match;
    }
    ManagedConnection fresh = factory.createManagedConnection(null, request);
    made.incrementAndGet();
    fresh.addConnectionEventListener(this);
    return fresh;
  }

  private void enlist(Transaction transaction, ManagedConnection connection) throws Exception {
    transaction.enlistResource(connection.getXAResource());
    enlisted.put(transaction, connection);
    transaction.registerSynchronization(
        new Synchronization() {
          @Override
          public void beforeCompletion() {
            try {
              transaction.delistResource(connection.getXAResource(), XAResource.TMSUCCESS);
            } catch (Exception e) {
              throw new IllegalStateException(e);
            }
          }

          @Override
          public void afterCompletion(int status) {
            leave(transaction, connection);
          }
        });
  }

  private synchronized void leave(Transaction transaction, ManagedConnection connection) {
    enlisted.remove(transaction);
    giveBackUnused(connection);
  }

  private void giveBackUnused(ManagedConnection connection) {
    if (!used.containsKey(connection) && !enlisted.containsValue(connection)) {
      try {
        connection.cleanup();
        idle.add(connection);
      } catch (ResourceException e) {
        errors.add(e);
      }
    }
  }

  /** Takes the connection away from its handles, and gives it to whoever comes next. */
  synchronized void dissociate() throws ResourceException {
    for (ManagedConnection connection : List.copyOf(used.keySet())) {
      ((DissociatableManagedConnection) connection).dissociateConnections();
      used.remove(connection);
      giveBackUnused(connection);
    }
  }

  /** Destroys what is idle. */
  synchronized void flush() throws ResourceException {
    for (ManagedConnection connection : idle) {
      connection.destroy();
    }
    idle.clear();
  }

  synchronized int idle() {
    return idle.size();
  }

  @Override
  public synchronized void connectionClosed(ConnectionEvent event) {
    ManagedConnection connection = (ManagedConnection) event.getSource();
    used.computeIfPresent(connection, (it, count) -> count == 1 ? null : count - 1);
    giveBackUnused(connection);
  }

  @Override
  public synchronized void connectionErrorOccurred(ConnectionEvent event) {
    ManagedConnection connection = (ManagedConnection) event.getSource();
    errors.add(event.getException());
    used.remove(connection);
    idle.remove(connection);
    try {
      connection.destroy();
    } catch (ResourceException e) {
      errors.add(e);
    }
  }

  @Override
  public void localTransactionStarted(ConnectionEvent event) {}

  @Override
  public void localTransactionCommitted(ConnectionEvent event) {}

  @Override
  public void localTransactionRolledback(ConnectionEvent event) {}
}
