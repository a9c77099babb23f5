package io.tabella.client;

import io.tabella.engine.monitor.NodeFigures;
import jakarta.jms.IllegalStateException;
import jakarta.jms.JMSException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The nodes of a factory, one per login. A node is shared by all connections of its login, and
 * lingers for a while after the last of them. For all threads.
 */
public final class LoginNodes {

  private final NodeOpening opening;
  private final ConnectionConfig config;
  private final long lingerNanos;
  private final ReentrantLock membersLock = new ReentrantLock();
  private final Map<Login, LoginNode> members = new HashMap<>();
  private final Set<LoginNode> running = new HashSet<>();

  /** Those of which {@link #past} has no figures. */
  private final Set<LoginNode> counting = new HashSet<>();

  private NodeFigures past = NodeFigures.NONE;
  private boolean closed;

  /**
   * No nodes yet.
   *
   * @param linger how long a node stays after its last connection
   */
  public LoginNodes(NodeOpening opening, ConnectionConfig config, Duration linger) {
    this.opening = opening;
    this.config = config;
    this.lingerNanos = linger.toNanos();
  }

  /**
   * Makes a connection; the first one of a login makes its node.
   *
   * @throws jakarta.jms.JMSSecurityException if the database refuses the login
   * @throws JMSException if it cannot be reached, or its schema does not fit
   */
  public <C extends JmsConnection> C connect(Login login, Domain domain, Making<C> making)
      throws JMSException {
    LoginNode member = enter(login);
    try {
      return making.make(new ConnectionSeat(member, member.open(), config, domain));
    } catch (JMSException e) {
      left(member);
      throw e;
    } catch (RuntimeException e) {
      left(member);
      throw Failures.translate("No connection could be made", e);
    }
  }

  /** Makes a connection of some kind. */
  public interface Making<C extends JmsConnection> {

    /** Makes one. */
    C make(ConnectionSeat seat) throws JMSException;
  }

  /**
   * Closes all connections and stops the nodes at once.
   *
   * @throws IllegalStateException if a listener of one of the connections calls this
   */
  public void close() throws JMSException {
    for (LoginNode member : runningMembers()) {
      member.refuseInListener();
    }
    Closing closing = new Closing();
    for (LoginNode member : closeMembers()) {
      closing.step(member::closeConnections);
      closing.step(() -> stop(member));
    }
    closing.finish();
  }

  private List<LoginNode> runningMembers() {
    membersLock.lock();
    try {
      return List.copyOf(running);
    } finally {
      membersLock.unlock();
    }
  }

  private List<LoginNode> closeMembers() {
    membersLock.lock();
    try {
      closed = true;
      members.clear();
      return List.copyOf(running);
    } finally {
      membersLock.unlock();
    }
  }

  private LoginNode enter(Login login) throws JMSException {
    membersLock.lock();
    try {
      if (closed) {
        throw new IllegalStateException(
            "This connection factory is closed; make a new one.", "CLOSED");
      }
      LoginNode member = members.get(login);
      if (member == null || member.isOver()) {
        member = new LoginNode(opening, login, this::left);
        members.put(login, member);
        running.add(member);
        counting.add(member);
      }
      member.stay().connections++;
      return member;
    } finally {
      membersLock.unlock();
    }
  }

  /** A connection has left: its node goes at once, or is watched until it has lingered. */
  private void left(LoginNode member) {
    boolean goesAtOnce;
    membersLock.lock();
    try {
      LoginNode.Stay stay = member.stay();
      if (--stay.connections > 0) {
        return;
      }
      stay.idleSince = System.nanoTime();
      goesAtOnce = lingerNanos == 0 || members.get(member.login()) != member || member.isOver();
      if (goesAtOnce) {
        forget(member);
      } else if (!stay.watched) {
        stay.watched = true;
        watch(member, lingerNanos);
      }
    } finally {
      membersLock.unlock();
    }
    if (goesAtOnce) {
      stop(member);
    }
  }

  private void watch(LoginNode member, long nanos) {
    Future<?> unused = member.delays().begin("tabella-leave", nanos, () -> leaveWhenIdle(member));
  }

  private void leaveWhenIdle(LoginNode member) {
    membersLock.lock();
    try {
      LoginNode.Stay stay = member.stay();
      stay.watched = stay.connections == 0;
      if (!stay.watched) {
        return;
      }
      long left = lingerNanos - (System.nanoTime() - stay.idleSince);
      if (left > 0) {
        watch(member, left);
        return;
      }
      forget(member);
    } finally {
      membersLock.unlock();
    }
    stop(member);
  }

  /** Stops a node, and keeps what it has counted. */
  private void stop(LoginNode member) {
    try {
      member.stop();
    } finally {
      membersLock.lock();
      try {
        if (counting.remove(member)) {
          past = past.plus(member.figures());
        }
      } finally {
        membersLock.unlock();
      }
    }
  }

  /** What all nodes have done so far, those that are gone included. */
  public NodeFigures figures() {
    membersLock.lock();
    try {
      return counting.stream().map(LoginNode::figures).reduce(past, NodeFigures::plus);
    } finally {
      membersLock.unlock();
    }
  }

  private void forget(LoginNode member) {
    members.remove(member.login(), member);
    running.remove(member);
  }
}
