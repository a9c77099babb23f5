package io.tabella.it.jms;

import static org.assertj.core.api.Assertions.assertThat;

import io.tabella.jms.TabellaConnectionFactory;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageListener;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Many at one queue, on two nodes: each message is handled once, whatever is rolled back or closed.
 */
final class CompetingConsumersTest extends JmsBehaviour {

  private static final int MESSAGES = 1_500;

  private final ConcurrentLinkedQueue<String> handled = new ConcurrentLinkedQueue<>();

  @Test
  void eachMessageIsHandledOnceBySessionsThatRollBackAndClose() throws Exception {
    Queue queue = rig.newQueue();
    try (TabellaConnectionFactory otherNode = rig.newFactory()) {
      List<TabellaConnectionFactory> nodes = List.of(otherNode, rig.factory());
      List<Callable<Integer>> duties = new ArrayList<>();
      for (int i = 0; i < 6; i++) {
        int seed = i;
        duties.add(() -> handleAndRollBack(nodes.get(seed % 2), queue, new Random(seed)));
      }
      duties.add(() -> sendAll(queue));

      runAll(duties);
    }
    assertThat(handled).hasSize(MESSAGES).doesNotHaveDuplicates();
    assertThat(rig.drain(queue)).isEmpty();
  }

  private int sendAll(Queue queue) throws JMSException {
    try (Connection connection = rig.factory().createConnection()) {
      Session session = connection.createSession(Session.SESSION_TRANSACTED);
      for (int sent = 0; sent < MESSAGES; sent += 10) {
        Rig.send(
            session,
            queue,
            IntStream.range(sent, sent + 10).mapToObj(n -> "m" + n).toArray(String[]::new));
        session.commit();
      }
    }
    return MESSAGES;
  }

  /** Transactions of up to five messages, a fifth of them rolled back, on short-lived sessions. */
  private int handleAndRollBack(TabellaConnectionFactory node, Queue queue, Random random)
      throws JMSException {
    int sessions = 0;
    try (Connection connection = node.createConnection()) {
      connection.start();
      while (handled.size() < MESSAGES) {
        try (Session session = connection.createSession(Session.SESSION_TRANSACTED);
            MessageConsumer consumer = session.createConsumer(queue)) {
          handleSome(session, consumer, random);
          sessions++;
        }
      }
    }
    return sessions;
  }

  private void handleSome(Session session, MessageConsumer consumer, Random random)
      throws JMSException {
    for (int transactions = random.nextInt(20); transactions >= 0; transactions--) {
      List<String> texts = new ArrayList<>();
      for (int left = 1 + random.nextInt(5); left > 0; left--) {
        Message message = consumer.receive(20);
        if (message != null) {
          texts.add("" + Rig.text(message));
        }
      }
      switch (random.nextInt(10)) {
        case 0 -> session.rollback();
        case 1 -> {
          // What is open is rolled back by the close.
          return;
        }
        default -> {
          session.commit();
          handled.addAll(texts);
        }
      }
    }
  }

  @Test
  void listenersThatComeAndGoHandleEachMessageOnce() throws Exception {
    Queue queue = rig.newQueue();
    Semaphore turns = new Semaphore(0);
    MessageListener listener =
        Listeners.checked(
            message -> {
              handled.add("" + Rig.text(message));
              endTurns(turns);
            });
    try (TabellaConnectionFactory otherNode = rig.newFactory()) {
      List<Callable<Integer>> duties = new ArrayList<>();
      for (TabellaConnectionFactory node : List.of(otherNode, rig.factory(), otherNode)) {
        duties.add(() -> listenAndClose(node, queue, listener, turns));
      }
      duties.add(() -> sendAll(queue));

      runAll(duties);
    }
    assertThat(handled).hasSize(MESSAGES).doesNotHaveDuplicates();
    assertThat(rig.drain(queue)).isEmpty();
  }

  /** Each hundredth message ends the turn of one connection, the last one of all. */
  private void endTurns(Semaphore turns) {
    int number = handled.size();
    if (number == MESSAGES) {
      turns.release(MESSAGES);
    } else if (number % 100 == 0) {
      turns.release();
    }
  }

  private int listenAndClose(
      TabellaConnectionFactory node, Queue queue, MessageListener listener, Semaphore turns)
      throws JMSException, InterruptedException {
    int sessions = 0;
    while (handled.size() < MESSAGES) {
      try (Connection connection = node.createConnection()) {
        connection.createSession().createConsumer(queue).setMessageListener(listener);
        connection.start();
        sessions++;
        turns.acquire();
      }
    }
    return sessions;
  }

  private void runAll(List<Callable<Integer>> duties) throws Exception {
    handled.clear();
    ExecutorService threads = Executors.newFixedThreadPool(duties.size());
    try {
      for (Future<Integer> duty : threads.invokeAll(duties, Rig.LONG * 3, TimeUnit.MILLISECONDS)) {
        assertThat(duty.get()).isPositive();
      }
    } finally {
      threads.shutdownNow();
    }
  }
}
