package io.tabella.client.xa;

import io.tabella.client.JmsContext;
import io.tabella.client.Unchecked;
import io.tabella.extension.TabellaXAContext;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.XAConnection;
import jakarta.jms.XAJMSContext;
import jakarta.jms.XASession;
import javax.transaction.xa.XAResource;

/**
 * A context whose session takes part in global transactions. Belongs to one thread at a time.
 * Jakarta Messaging 3.1, 11.3.
 */
public final class JmsXAContext extends JmsContext implements TabellaXAContext {

  private final JmsXAConnection connection;
  private final JmsXASession session;

  private JmsXAContext(JmsXAConnection connection, JmsXASession session) {
    super(connection, session);
    this.connection = connection;
    this.session = session;
  }

  /** Makes a connection. */
  public interface Connecting {

    /** Makes one. */
    JmsXAConnection connect() throws JMSException;
  }

  /**
   * A context on a connection of its own.
   *
   * @throws jakarta.jms.JMSRuntimeException if that fails
   */
  public static XAJMSContext on(Connecting connecting) {
    return Unchecked.get(() -> on(connecting.connect()));
  }

  private static JmsXAContext on(JmsXAConnection connection) throws JMSException {
    try {
      return new JmsXAContext(connection, connection.newContextSession());
    } catch (JMSException | RuntimeException e) {
      connection.closeUnlessUsed();
      throw e;
    }
  }

  /** This one: it is a context, too. */
  @Override
  public JMSContext getContext() {
    return this;
  }

  @Override
  public XAConnection getConnection() {
    return connection;
  }

  @Override
  public XASession getSession() {
    return session;
  }

  @Override
  public XAResource getXAResource() {
    return session.getXAResource();
  }
}
