package io.tabella.jca.inbound;

import io.tabella.jca.store.TrackedResource;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;
import jakarta.jms.ServerSession;
import jakarta.jms.Session;
import jakarta.jms.XAConnection;
import jakarta.jms.XASession;
import jakarta.resource.ResourceException;
import jakarta.resource.spi.endpoint.MessageEndpoint;
import jakarta.resource.spi.work.Work;
import jakarta.resource.spi.work.WorkAdapter;
import jakarta.resource.spi.work.WorkEvent;
import jakarta.resource.spi.work.WorkException;
import java.lang.System.Logger.Level;
import javax.transaction.xa.XAException;
import org.jspecify.annotations.Nullable;

/**
 * One session and one message endpoint. It is lent to the connection consumer, which assigns a
 * message to it and starts it; then it delivers on a thread of the container, and goes back to its
 * pool. See the package's description for the order of calls.
 */
final class EndpointSession implements ServerSession, Work, MessageListener {

  private static final System.Logger LOG = System.getLogger(EndpointSession.class.getName());

  /** How long the container may take to have an endpoint ready, in milliseconds. */
  private static final long PATIENCE = 10_000;

  private final Session session;
  private final MessageEndpoint endpoint;
  private final Delivering delivering;
  private final EndpointPool pool;
  private final @Nullable TrackedResource resource;
  private final BeanThread beanThread = new BeanThread();

  /** The resource is null if no transaction is the container's. */
  private EndpointSession(
      Session session,
      @Nullable TrackedResource resource,
      MessageEndpoint endpoint,
      Delivering delivering,
      EndpointPool pool) {
    this.session = session;
    this.resource = resource;
    this.endpoint = endpoint;
    this.delivering = delivering;
    this.pool = pool;
  }

  /**
   * One that is ready.
   *
   * @throws JMSException if the container has no endpoint for it; later it may have
   */
  static EndpointSession open(XAConnection connection, Delivering delivering, EndpointPool pool)
      throws JMSException {
    Session session =
        delivering.transacted() ? connection.createXASession() : own(connection, delivering);
    try {
      TrackedResource resource = resourceOf(session, delivering);
      MessageEndpoint endpoint = delivering.factory().createEndpoint(resource, PATIENCE);
      EndpointSession opened = new EndpointSession(session, resource, endpoint, delivering, pool);
      session.setMessageListener(opened);
      return opened;
    } catch (ResourceException | XAException | RuntimeException e) {
      session.close();
      throw notAvailable(e);
    }
  }

  private static Session own(XAConnection connection, Delivering delivering) throws JMSException {
    return connection.createSession(
        false,
        delivering.settings().dupsOk() ? Session.DUPS_OK_ACKNOWLEDGE : Session.AUTO_ACKNOWLEDGE);
  }

  private static @Nullable TrackedResource resourceOf(Session session, Delivering delivering)
      throws XAException {
    if (!(session instanceof XASession transacted) || !delivering.transacted()) {
      return null;
    }
    return TrackedResource.within(
        delivering.settings().transactionTimeoutSeconds(), transacted.getXAResource());
  }

  private static JMSException notAvailable(Exception cause) {
    JMSException failure =
        new JMSException(
            "The container has no message endpoint ready, so messages wait: " + cause.getMessage(),
            "ENDPOINT");
    failure.initCause(cause);
    failure.setLinkedException(cause);
    return failure;
  }

  // For the connection consumer.

  @Override
  public Session getSession() {
    return session;
  }

  /** Returns at once. */
  @Override
  public void start() throws JMSException {
    try {
      delivering.threads().schedule(this, new RejectedLate(this));
    } catch (WorkException e) {
      notStarted();
      JMSException failure =
          new JMSException(
              "The container has no thread for a message, so messages wait: " + e.getMessage(),
              "WORK");
      failure.initCause(e);
      throw failure;
    }
  }

  /** The container has accepted work and rejects it later on. */
  private static final class RejectedLate extends WorkAdapter {

    private final EndpointSession session;

    RejectedLate(EndpointSession session) {
      this.session = session;
    }

    @Override
    public void workRejected(WorkEvent event) {
      session.notStarted();
    }
  }

  /** Closing the session gives its message back, uncounted. */
  private void notStarted() {
    pool.giveBack(this, true);
  }

  // On a thread of the container.

  @Override
  public void run() {
    boolean spoiled = true;
    try {
      spoiled = !isDelivered();
    } catch (RuntimeException | Error e) {
      LOG.log(Level.WARNING, "delivery to endpoint " + delivering.name() + " failed", e);
    } finally {
      pool.giveBack(this, spoiled);
    }
  }

  /** Whether the endpoint can be used again. */
  private boolean isDelivered() {
    try {
      endpoint.beforeDelivery(delivering.onMessage());
    } catch (ResourceException | NoSuchMethodException | RuntimeException | Error e) {
      LOG.log(Level.WARNING, "message was not delivered to " + delivering.name(), e);
      return false;
    }
    boolean returned = false;
    try {
      session.run();
      returned = true;
    } finally {
      returned &= hasEnded();
    }
    return returned;
  }

  /** Has the container end its transaction; false if that failed: then it is rolled back. */
  private boolean hasEnded() {
    try {
      endpoint.afterDelivery();
      return true;
    } catch (ResourceException | RuntimeException | Error e) {
      LOG.log(Level.WARNING, "transaction of a delivery to " + delivering.name() + " failed", e);
      return false;
    }
  }

  /**
   * Called by the session, in the middle of its run. Containers roll back when a bean fails, but
   * not always when they do not get as far as the bean; then the branch must not be committed.
   */
  @Override
  public void onMessage(Message message) {
    beanThread.enter();
    try {
      ((MessageListener) endpoint).onMessage(message);
    } catch (RuntimeException | Error e) {
      if (resource != null) {
        resource.fail();
      }
      throw e;
    } finally {
      beanThread.leave();
    }
  }

  /** The container wants its thread back. */
  @Override
  public void release() {
    interrupt();
  }

  void interrupt() {
    beanThread.interrupt();
  }

  /** What it was assigned and has not delivered goes back, uncounted. */
  void close() {
    try {
      endpoint.release();
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "endpoint " + delivering.name() + " was not released", e);
    }
    try {
      session.close();
    } catch (JMSException | RuntimeException e) {
      LOG.log(Level.WARNING, "session of endpoint " + delivering.name() + " did not close", e);
    }
  }
}
