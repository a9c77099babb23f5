package io.tabella.client;

import jakarta.jms.IllegalStateException;
import jakarta.jms.JMSException;
import jakarta.jms.ServerSession;
import jakarta.jms.ServerSessionPool;
import org.jspecify.annotations.Nullable;

/**
 * The sessions that an application server lends to a connection consumer. For all threads.
 *
 * @param connection whose sessions they must be
 * @param maxMessages the most that one gets at once
 */
record ServerSessions(JmsConnection connection, ServerSessionPool pool, int maxMessages) {

  /**
   * Checks what the application gave.
   *
   * @throws JMSException if there is no pool, or a session would get no message
   */
  static ServerSessions of(
      JmsConnection connection, @Nullable ServerSessionPool pool, int maxMessages)
      throws JMSException {
    if (pool == null) {
      throw new JMSException("A ConnectionConsumer needs a ServerSessionPool.", "ARGUMENT");
    }
    if (maxMessages < 1) {
      throw new JMSException(
          "A maxMessages of " + maxMessages + " is not possible; it must be 1 or more.",
          "ARGUMENT");
    }
    return new ServerSessions(connection, pool, maxMessages);
  }

  /** Borrows one; waits for as long as the pool does. */
  ServerSession next() throws JMSException {
    ServerSession next;
    try {
      next = pool.getServerSession();
    } catch (JMSException | RuntimeException e) {
      throw Failures.translate("The ServerSessionPool gave no session, so messages wait", e);
    }
    if (next == null) {
      throw new JMSException(
          "The ServerSessionPool gave no session, so messages wait; it must not return null.",
          "NO_SESSION");
    }
    return next;
  }

  /** Its session, which must be one of the connection's. */
  JmsSession sessionOf(ServerSession server) throws JMSException {
    if (server.getSession() instanceof JmsSession session && session.isOf(connection)) {
      return session;
    }
    throw new IllegalStateException(
        "A ServerSession has a session of another connection; the pool must make its sessions with"
            + " the connection that made the ConnectionConsumer.",
        "OTHER_CONNECTION");
  }
}
