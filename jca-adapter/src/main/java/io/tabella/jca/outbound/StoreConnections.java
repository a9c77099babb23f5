package io.tabella.jca.outbound;

import io.tabella.jca.store.StoreAddress;
import io.tabella.jca.store.StoreLogin;
import io.tabella.jca.store.Stores;
import jakarta.jms.JMSException;
import jakarta.resource.ResourceException;
import jakarta.resource.spi.ConnectionManager;
import jakarta.resource.spi.ConnectionRequestInfo;
import jakarta.resource.spi.ManagedConnection;
import jakarta.resource.spi.ManagedConnectionFactory;
import java.util.LinkedHashSet;
import java.util.Set;
import javax.security.auth.Subject;
import org.jspecify.annotations.Nullable;

/**
 * Makes, finds and checks managed connections. Immutable, for all threads.
 *
 * @param stores of the resource adapter
 * @param login of requests that have none
 * @param clientId null for none
 */
public record StoreConnections(
    Stores stores, StoreAddress address, StoreLogin login, @Nullable String clientId) {

  /** The connection factory that applications get; null as manager if there is no container. */
  public static Object factory(
      ManagedConnectionFactory factory, @Nullable ConnectionManager manager) {
    return new ConnectionFactoryHandle(
        factory, manager == null ? new UnmanagedConnections() : manager);
  }

  /**
   * A new one.
   *
   * @throws jakarta.resource.spi.SecurityException if the database refuses the login
   * @throws ResourceException if the database cannot be reached
   */
  public ManagedConnection create(
      ManagedConnectionFactory factory,
      @Nullable Subject subject,
      @Nullable ConnectionRequestInfo request)
      throws ResourceException {
    try {
      return StoreConnection.open(
          stores, address, Credentials.of(factory, subject, request).or(login), clientId);
    } catch (JMSException e) {
      throw Refusals.of(e);
    }
  }

  /** One of those that the container has; null if none serves. */
  public @Nullable ManagedConnection match(
      ManagedConnectionFactory factory,
      Set<?> candidates,
      @Nullable Subject subject,
      @Nullable ConnectionRequestInfo request) {
    StoreLogin wanted = Credentials.of(factory, subject, request).or(login);
    for (Object candidate : candidates) {
      if (candidate instanceof StoreConnection connection && connection.serves(address, wanted)) {
        return connection;
      }
    }
    return null;
  }

  /** Those that serve nobody any more. */
  public static Set<ManagedConnection> invalid(Set<?> candidates) {
    Set<ManagedConnection> invalid = new LinkedHashSet<>();
    for (Object candidate : candidates) {
      if (candidate instanceof StoreConnection connection && !connection.isValid()) {
        invalid.add(connection);
      }
    }
    return invalid;
  }
}
