package io.tabella.it.crash.role;

import io.tabella.jms.TabellaConnectionFactory;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Sends as fast as it can, in transactions over several queues, until it hears a line: {@code URL
 * THREADS QUEUE…}. Prints {@code committed ID} when a commit has returned and {@code failed ID …}
 * when it threw. Each transaction has an id, and sends one message with it to each queue. It is
 * never sent again.
 *
 * <p>A thread whose node was fenced makes a new connection, says {@code reconnected}, and goes on.
 * When all have stopped it says {@code finished}.
 */
public final class Sender {

  private static final long REST_NANOS = 50_000_000;
  private static final AtomicInteger NUMBERS = new AtomicInteger();

  private final TabellaConnectionFactory factory;
  private final List<String> queues;
  private volatile boolean stopping;

  private Sender(TabellaConnectionFactory factory, List<String> queues) {
    this.factory = factory;
    this.queues = queues;
  }

  /** Runs it. */
  public static void main(String[] arguments) throws InterruptedException {
    List<String> queues = List.of(arguments).subList(2, arguments.length);
    Sender sender = new Sender(new TabellaConnectionFactory(arguments[0]), queues);
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < Integer.parseInt(arguments[1]); i++) {
      Thread thread = new Thread(sender::sendOnConnections, "sender-" + i);
      thread.setDaemon(true);
      thread.start();
      threads.add(thread);
    }
    Console.hear();
    sender.stopping = true;
    for (Thread thread : threads) {
      thread.join();
    }
    Console.say("finished");
    Console.hear();
  }

  private void sendOnConnections() {
    while (!stopping) {
      try (Connection connection = factory.createConnection()) {
        connection.setExceptionListener(failure -> Console.sayFailed("connection", failure));
        new Transactions(connection).run();
      } catch (JMSException e) {
        Console.sayFailed("connecting", e);
        LockSupport.parkNanos(REST_NANOS);
      }
      Console.say(stopping ? "stopping" : "reconnected");
    }
  }

  /** What one thread does on one connection. */
  private final class Transactions {
    private final Session session;
    private final List<MessageProducer> producers = new ArrayList<>();

    Transactions(Connection connection) throws JMSException {
      session = connection.createSession(Session.SESSION_TRANSACTED);
      for (String queue : queues) {
        producers.add(session.createProducer(session.createQueue(queue)));
      }
    }

    void run() {
      boolean alive = true;
      while (alive && !stopping) {
        String id = ProcessHandle.current().pid() + "-" + NUMBERS.incrementAndGet();
        try {
          send(id);
          Console.say("committed", id);
        } catch (JMSException e) {
          Console.sayFailed(id, e);
          alive = !"FENCED".equals(e.getErrorCode());
        }
      }
    }

    private void send(String id) throws JMSException {
      for (MessageProducer producer : producers) {
        producer.send(session.createTextMessage(id));
      }
      session.commit();
    }
  }
}
