package io.tabella.it.jms;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.MessageListener;
import jakarta.jms.ServerSession;
import jakarta.jms.ServerSessionPool;
import jakarta.jms.Session;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A pool that starts nothing: the test runs its one session by hand. */
final class StillPool implements ServerSessionPool, ServerSession {

  private final Session session;
  private final BlockingQueue<StillPool> started = new LinkedBlockingQueue<>();

  StillPool(Connection connection, int mode, MessageListener listener) throws JMSException {
    this(connection.createSession(mode));
    session.setMessageListener(listener);
  }

  /** With a session that has its listener. */
  StillPool(Session session) {
    this.session = session;
  }

  @Override
  public ServerSession getServerSession() {
    return this;
  }

  @Override
  public Session getSession() {
    return session;
  }

  @Override
  public void start() {
    started.add(this);
  }

  /** Waits until messages are assigned. */
  void awaitStart() throws InterruptedException {
    assertThat(started.poll(Rig.LONG, TimeUnit.MILLISECONDS)).as("a start").isNotNull();
  }

  int starts() {
    return started.size();
  }
}
