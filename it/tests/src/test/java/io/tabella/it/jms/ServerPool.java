package io.tabella.it.jms;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.ServerSession;
import jakarta.jms.ServerSessionPool;
import jakarta.jms.Session;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** An application server's pool, as small as one can be. */
final class ServerPool implements ServerSessionPool, AutoCloseable {

  private final BlockingQueue<ServerSession> idle = new LinkedBlockingQueue<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final AtomicInteger runs = new AtomicInteger();
  private final int number;

  private ServerPool(int number) {
    this.number = number;
  }

  /** What a session of the pool does with a message. */
  interface Work {
    void handle(Session session, jakarta.jms.Message message) throws JMSException;
  }

  /** A pool of so many sessions; transacted ones are committed after each run. */
  static ServerPool of(Connection connection, int number, int mode, Work work) throws JMSException {
    ServerPool pool = new ServerPool(number);
    for (int i = 0; i < number; i++) {
      Session session = connection.createSession(mode);
      session.setMessageListener(Listeners.checked(message -> work.handle(session, message)));
      pool.idle.add(pool.new Lent(session));
    }
    return pool;
  }

  @Override
  public ServerSession getServerSession() throws JMSException {
    try {
      return idle.take();
    } catch (InterruptedException e) {
      throw new JMSException("interrupted");
    }
  }

  /** How often a session was run. */
  int runs() {
    return runs.get();
  }

  /** Returns when all sessions are back, and what they did is committed. */
  void awaitIdle() {
    while (idle.size() < number) {
      Thread.onSpinWait();
    }
  }

  @Override
  public void close() throws InterruptedException {
    threads.shutdown();
    threads.awaitTermination(Rig.LONG, TimeUnit.MILLISECONDS);
  }

  private final class Lent implements ServerSession {

    private final Session session;

    Lent(Session session) {
      this.session = session;
    }

    @Override
    public Session getSession() {
      return session;
    }

    @Override
    public void start() {
      threads.execute(this::run);
    }

    private void run() {
      try {
        runs.incrementAndGet();
        session.run();
        if (session.getTransacted()) {
          session.commit();
        }
      } catch (JMSException e) {
        // Closed with its connection.
      } finally {
        idle.add(this);
      }
    }
  }
}
