package io.tabella.client.xa;

import io.tabella.client.JmsContext;
import io.tabella.client.Unchecked;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.XAJMSContext;
import javax.transaction.xa.XAResource;

/**
 * A context whose session takes part in global transactions. Belongs to one thread at a time.
 * Jakarta Messaging 3.1, 11.3.
 */
public final class JmsXAContext extends JmsContext implements XAJMSContext {

  private final JmsXASession session;

  private JmsXAContext(JmsXAConnection connection, JmsXASession session) {
    super(connection, session);
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
  public XAResource getXAResource() {
    return session.getXAResource();
  }
}
