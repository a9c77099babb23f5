package io.tabella.jca.store;

import io.tabella.jms.TabellaXAConnectionFactory;
import jakarta.jms.IllegalStateException;
import jakarta.jms.JMSException;
import jakarta.jms.XAConnection;
import jakarta.jms.XAJMSContext;
import java.lang.System.Logger.Level;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import javax.naming.NamingException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The connection factories of one resource adapter, one for each {@link StoreAddress}, made when it
 * is first needed: whatever uses one store shares a node, and can work in one branch. For all
 * threads.
 */
public final class Stores {

  private static final System.Logger LOG = System.getLogger(Stores.class.getName());

  private final ReentrantLock factoriesLock = new ReentrantLock();
  private final Map<StoreAddress, TabellaXAConnectionFactory> factories = new HashMap<>();
  private boolean closed;

  /** None yet. */
  public Stores() {}

  /**
   * A connection that is not started.
   *
   * @throws jakarta.jms.JMSSecurityException if the database refuses the login
   * @throws JMSException if the database cannot be reached, or there is no such data source
   */
  public XAConnection connect(StoreAddress address, StoreLogin login) throws JMSException {
    return OwnSurroundings.call(
        () -> factory(address).createXAConnection(login.user(), login.password()));
  }

  /**
   * A context, which does not start before it is told to.
   *
   * @throws JMSException as {@link #connect}
   */
  public XAJMSContext open(StoreAddress address, StoreLogin login) throws JMSException {
    return OwnSurroundings.call(
        () -> {
          TabellaXAConnectionFactory factory = factory(address);
          return Checked.get(() -> factory.createXAContext(login.user(), login.password()));
        });
  }

  private TabellaXAConnectionFactory factory(StoreAddress address) throws JMSException {
    factoriesLock.lock();
    try {
      if (closed) {
        throw new IllegalStateException(
            "This resource adapter is stopped; what was made by it is of no use any more.",
            "CLOSED");
      }
      TabellaXAConnectionFactory known = factories.get(address);
      if (known != null) {
        return known;
      }
      TabellaXAConnectionFactory made = make(address);
      factories.put(address, made);
      return made;
    } finally {
      factoriesLock.unlock();
    }
  }

  private static TabellaXAConnectionFactory make(StoreAddress address) throws JMSException {
    String dataSource = address.dataSource();
    TabellaXAConnectionFactory factory =
        dataSource == null
            ? new TabellaXAConnectionFactory()
            : new TabellaXAConnectionFactory(lookUp(dataSource));
    try {
      // The URL first: its parameters are overridden by what is said beside it.
      String url = address.settings().get(StoreAddress.URL);
      if (url != null) {
        factory.setUrl(url);
      }
      address.settings().forEach((name, value) -> setUnlessUrl(factory, name, value));
    } catch (IllegalArgumentException e) {
      throw failure("The resource adapter's settings cannot be used: " + e.getMessage(), e);
    }
    return factory;
  }

  private static void setUnlessUrl(TabellaXAConnectionFactory factory, String name, String value) {
    if (!name.equals(StoreAddress.URL)) {
      factory.set(name, value);
    }
  }

  private static DataSource lookUp(String name) throws JMSException {
    try {
      Object found = Naming.lookUp(name);
      if (found instanceof DataSource dataSource) {
        return dataSource;
      }
      throw failure(
          "What the naming service has as " + name + " is no data source, but " + found, null);
    } catch (NamingException e) {
      throw failure(
          "The naming service has no data source "
              + name
              + " (property dataSource): "
              + e.getMessage(),
          e);
    }
  }

  private static JMSException failure(String text, @Nullable Exception e) {
    JMSException failure = new JMSException(text, "SETTING");
    if (e != null) {
      failure.initCause(e);
      failure.setLinkedException(e);
    }
    return failure;
  }

  /** Closes all connections, and stops all nodes. From now on there are none. Idempotent. */
  public void close() {
    for (TabellaXAConnectionFactory factory : end()) {
      try {
        factory.close();
      } catch (JMSException | RuntimeException e) {
        LOG.log(Level.WARNING, "connection factory of a resource adapter did not close", e);
      }
    }
  }

  private List<TabellaXAConnectionFactory> end() {
    factoriesLock.lock();
    try {
      closed = true;
      List<TabellaXAConnectionFactory> all = List.copyOf(factories.values());
      factories.clear();
      return all;
    } finally {
      factoriesLock.unlock();
    }
  }
}
