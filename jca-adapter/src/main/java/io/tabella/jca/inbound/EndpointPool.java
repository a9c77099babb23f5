package io.tabella.jca.inbound;

import jakarta.jms.IllegalStateException;
import jakarta.jms.JMSException;
import jakarta.jms.ServerSession;
import jakarta.jms.ServerSessionPool;
import jakarta.jms.XAConnection;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The sessions of an endpoint: made when they are needed, up to its concurrency, the one that was
 * last used first. For all threads. Jakarta Messaging 3.1, 11.2.
 */
final class EndpointPool implements ServerSessionPool {

  private final XAConnection connection;
  private final Delivering delivering;
  private final ReentrantLock sessionsLock = new ReentrantLock();
  private final Condition changed = sessionsLock.newCondition();
  private final Deque<EndpointSession> idle = new ArrayDeque<>();
  private final Set<EndpointSession> busy = new HashSet<>();
  private int made;
  private boolean refusing;

  EndpointPool(XAConnection connection, Delivering delivering) {
    this.connection = connection;
    this.delivering = delivering;
  }

  /** Waits until one is idle, or may be made. */
  @Override
  public ServerSession getServerSession() throws JMSException {
    EndpointSession found = idleOrNull();
    return found == null ? make() : found;
  }

  private @Nullable EndpointSession idleOrNull() throws JMSException {
    sessionsLock.lock();
    try {
      while (!refusing) {
        EndpointSession found = idle.pollFirst();
        if (found != null) {
          busy.add(found);
          return found;
        }
        if (made < delivering.settings().concurrency()) {
          made++;
          return null;
        }
        changed.awaitUninterruptibly();
      }
      throw new IllegalStateException("This message endpoint is being stopped.", "CLOSED");
    } finally {
      sessionsLock.unlock();
    }
  }

  private EndpointSession make() throws JMSException {
    EndpointSession session = null;
    try {
      session = EndpointSession.open(connection, delivering, this);
      return session;
    } finally {
      entered(session);
    }
  }

  /** Counts one that was promised; null if it could not be made, or is no more. */
  private void entered(@Nullable EndpointSession session) {
    sessionsLock.lock();
    try {
      if (session == null) {
        made--;
      } else {
        busy.add(session);
      }
      changed.signalAll();
    } finally {
      sessionsLock.unlock();
    }
  }

  /**
   * A session has done its work; what is spoiled is not used again. Only the first call counts:
   * some containers tell twice that they reject work.
   */
  void giveBack(EndpointSession session, boolean spoiled) {
    if (!mustBeClosed(session, spoiled)) {
      return;
    }
    session.close();
    entered(null);
  }

  /** Whether it has to be closed, by whoever asks. */
  private boolean mustBeClosed(EndpointSession session, boolean spoiled) {
    sessionsLock.lock();
    try {
      boolean first = busy.remove(session);
      if (first && !spoiled) {
        idle.addFirst(session);
        changed.signalAll();
      }
      return first && spoiled;
    } finally {
      sessionsLock.unlock();
    }
  }

  /** Lends nothing any more. */
  void refuse() {
    sessionsLock.lock();
    try {
      refusing = true;
      changed.signalAll();
    } finally {
      sessionsLock.unlock();
    }
  }

  /** Interrupts what is being delivered. */
  void interrupt() {
    sessionsLock.lock();
    try {
      busy.forEach(EndpointSession::interrupt);
    } finally {
      sessionsLock.unlock();
    }
  }

  /** Returns when all sessions have done their work, and are closed. */
  void close() {
    refuse();
    sessionsLock.lock();
    try {
      while (idle.size() < made) {
        changed.awaitUninterruptibly();
      }
    } finally {
      sessionsLock.unlock();
    }
    idle.forEach(EndpointSession::close);
  }
}
