package io.tabella.client.xa;

import io.tabella.client.JmsSession;
import io.tabella.client.SessionParts;
import jakarta.jms.JMSException;
import jakarta.jms.QueueSession;
import jakarta.jms.Session;
import jakarta.jms.TopicSession;
import jakarta.jms.XAQueueSession;
import jakarta.jms.XATopicSession;
import javax.transaction.xa.XAResource;

/**
 * A session that takes part in global transactions. Belongs to one thread at a time; {@link #close}
 * may be called by any. Jakarta Messaging 3.1, 11.3.
 */
public final class JmsXASession extends JmsSession implements XAQueueSession, XATopicSession {

  private final JmsXAResource resource;

  JmsXASession(SessionParts parts, JmsXAResource resource) {
    super(parts);
    this.resource = resource;
  }

  /** Serves even when this session is closed: its branches may still have to be ended. */
  @Override
  public XAResource getXAResource() {
    return resource;
  }

  /** This one: it is a session, too. */
  @Override
  public Session getSession() {
    return this;
  }

  @Override
  public QueueSession getQueueSession() {
    return this;
  }

  @Override
  public TopicSession getTopicSession() {
    return this;
  }

  @Override
  public void commit() throws JMSException {
    throw XaMode.managed("commit");
  }

  @Override
  public void rollback() throws JMSException {
    throw XaMode.managed("rollback");
  }
}
