package io.tabella.client.xa;

import io.tabella.client.ConnectionSeat;
import io.tabella.client.Domain;
import io.tabella.client.JmsConnection;
import io.tabella.engine.transaction.Lane;
import io.tabella.store.BranchName;
import io.tabella.store.NodeThread;
import jakarta.jms.JMSException;
import jakarta.jms.XAQueueConnection;
import jakarta.jms.XAQueueSession;
import jakarta.jms.XASession;
import jakarta.jms.XATopicConnection;
import jakarta.jms.XATopicSession;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * A connection that makes sessions for global transactions, beside the usual ones. For all threads.
 * Jakarta Messaging 3.1, 11.3.
 */
public final class JmsXAConnection extends JmsConnection
    implements XAQueueConnection, XATopicConnection {

  /** The branches of its sessions that have not ended. */
  private final Set<BranchName> open = ConcurrentHashMap.newKeySet();

  private final Consumer<BranchName> endOfBranch = this::ended;
  private final AtomicBoolean left = new AtomicBoolean();
  private volatile boolean leaving;

  /**
   * A connection of a node that works.
   *
   * @throws jakarta.jms.InvalidClientIDException if another one has the administered identifier
   */
  public JmsXAConnection(ConnectionSeat seat) throws JMSException {
    super(seat);
    node().branches().onEnd(endOfBranch);
  }

  @Override
  public XASession createXASession() throws JMSException {
    return newSession(Domain.BOTH);
  }

  @Override
  public XAQueueSession createXAQueueSession() throws JMSException {
    return newSession(Domain.QUEUES);
  }

  @Override
  public XATopicSession createXATopicSession() throws JMSException {
    return newSession(Domain.TOPICS);
  }

  private JmsXASession newSession(Domain domain) throws JMSException {
    use();
    return newSession("session", domain);
  }

  /** The session of a context, which may still set the client identifier. */
  JmsXASession newContextSession() throws JMSException {
    return newSession("context", Domain.BOTH);
  }

  private JmsXASession newSession(String what, Domain domain) throws JMSException {
    Enlisted enlisted = new Enlisted();
    JmsXAResource resource = new JmsXAResource(node().branches(), enlisted, this::worksFor);
    return begin(
        new JmsXASession(parts(auto -> new XaMode(auto, enlisted), what, domain), resource));
  }

  private void worksFor(BranchName name) {
    open.add(name);
    // It may have ended meanwhile.
    if (!node().branches().isOpen(name)) {
      ended(name);
    }
  }

  /** When it is closed its node stays, until its sessions' branches have ended. */
  @Override
  protected void leave() {
    leaving = true;
    leaveIfDone();
  }

  private void ended(BranchName name) {
    if (open.remove(name)) {
      leaveIfDone();
    }
  }

  private void leaveIfDone() {
    if (leaving && open.isEmpty() && left.compareAndSet(false, true)) {
      node().branches().offEnd(endOfBranch);
      leaveFrom(Thread.currentThread());
    }
  }

  /** A chore of the node may see the last branch end; who stops the node waits for its chores. */
  private void leaveFrom(Thread thread) {
    if (thread instanceof NodeThread) {
      leaveSoon();
    } else {
      super.leave();
    }
  }

  /** One for all: see the package's description. */
  @Override
  protected Lane assignLane() {
    return node().commonLane();
  }
}
