package io.tabella.it.jms;

import static io.tabella.it.jms.Waiting.await;
import static io.tabella.it.jms.Waiting.take;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.jms.Connection;
import jakarta.jms.IllegalStateException;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Listeners. Jakarta Messaging 3.1, 8.7. */
final class ListenerTest extends JmsBehaviour {

  @Test
  void listenerGetsWhatWasThereAndWhatComes() throws Exception {
    Queue queue = rig.newQueue();
    rig.send(queue, "before");
    BlockingQueue<String> heard = new LinkedBlockingQueue<>();

    rig.autoSession()
        .createConsumer(queue)
        .setMessageListener(Listeners.checked(message -> heard.add("" + Rig.text(message))));

    assertThat(take(heard)).isEqualTo("before");
    rig.send(queue, "after");
    assertThat(take(heard)).isEqualTo("after");
  }

  @Test
  void listenersOfOneSessionNeverRunAtOnce() throws Exception {
    int each = 50;
    Session session = rig.autoSession();
    AtomicInteger running = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    CountDownLatch all = new CountDownLatch(3 * each);
    for (int i = 0; i < 3; i++) {
      Queue queue = rig.newQueue();
      rig.send(queue, Collections.nCopies(each, "m").toArray(String[]::new));
      session
          .createConsumer(queue)
          .setMessageListener(
              message -> {
                most.accumulateAndGet(running.incrementAndGet(), Math::max);
                Thread.onSpinWait();
                running.decrementAndGet();
                all.countDown();
              });
    }

    await(all);
    assertThat(most).hasValue(1);
  }

  @Test
  void consumersOfOneSessionTakeTurns() throws Exception {
    int many = 1_000;
    Queue full = rig.newQueue();
    Queue sparse = rig.newQueue();
    Session sender = rig.transactedSession();
    Rig.send(sender, full, Collections.nCopies(many, "full").toArray(String[]::new));
    Rig.send(sender, sparse, "sparse", "sparse");
    sender.commit();
    List<String> heard = Collections.synchronizedList(new ArrayList<>());
    CountDownLatch all = new CountDownLatch(many + 2);
    Session session = rig.autoSession();
    for (Queue queue : List.of(full, sparse)) {
      session
          .createConsumer(queue)
          .setMessageListener(
              Listeners.checked(
                  message -> {
                    heard.add("" + Rig.text(message));
                    all.countDown();
                  }));
    }

    await(all);
    assertThat(heard).last().isEqualTo("full");
  }

  @Test
  void listenerThatThrowsGetsTheMessageAgainBeforeTheNext() throws Exception {
    Queue queue = rig.newQueue();
    rig.send(queue, "a", "b");
    BlockingQueue<String> heard = new LinkedBlockingQueue<>();

    rig.autoSession()
        .createConsumer(queue)
        .setMessageListener(
            Listeners.checked(
                message -> {
                  heard.add(Rig.text(message) + Rig.count(message));
                  if ("a1".equals(Rig.text(message) + Rig.count(message))) {
                    throw new UnsupportedOperationException("the first time");
                  }
                }));

    assertThat(take(heard)).isEqualTo("a1");
    assertThat(take(heard)).isEqualTo("a2");
    assertThat(take(heard)).isEqualTo("b1");
  }

  @Test
  void recoverInAListenerDeliversThatMessageAgain() throws Exception {
    Queue queue = rig.newQueue();
    rig.send(queue, "a", "b", "c");
    BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    Session session = rig.autoSession();

    session
        .createConsumer(queue)
        .setMessageListener(
            Listeners.checked(
                message -> {
                  if ("b".equals(Rig.text(message)) && Rig.count(message) == 1) {
                    session.recover();
                  }
                  heard.add(Rig.text(message) + Rig.count(message));
                }));

    assertThat(List.of(take(heard), take(heard), take(heard), take(heard)))
        .containsExactly("a1", "b1", "b2", "c1");
  }

  @Test
  void nothingIsDeliveredBeforeStart() throws Exception {
    Queue queue = rig.newQueue();
    rig.send(queue, "a");
    BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    try (Connection connection = rig.factory().createConnection()) {
      MessageConsumer consumer = connection.createSession().createConsumer(queue);
      consumer.setMessageListener(Listeners.checked(message -> heard.add("" + Rig.text(message))));

      assertThat(rig.drain(queue)).containsExactly("a");
      rig.send(queue, "b");
      assertThat(heard).isEmpty();
      connection.start();

      assertThat(take(heard)).isEqualTo("b");
    }
  }

  @Test
  void stopWaitsForTheListenerThatRuns() throws Exception {
    Queue queue = rig.newQueue();
    rig.send(queue, "a", "b");
    CountDownLatch inside = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    AtomicInteger finished = new AtomicInteger();
    Connection connection = rig.connect();
    connection
        .createSession()
        .createConsumer(queue)
        .setMessageListener(
            message -> {
              inside.countDown();
              await(goOn);
              finished.incrementAndGet();
            });
    await(inside);

    Blocked<Integer> stopped =
        Blocked.in(
            () -> {
              connection.stop();
              return finished.get();
            });
    goOn.countDown();

    assertThat(stopped.result()).isEqualTo(1);
    assertThat(rig.drain(queue)).containsExactly("b");
    assertThat(finished).hasValue(1);
  }

  @Test
  void closeWaitsForTheListenerWhichMayUseEverythingUntilThen() throws Exception {
    Queue queue = rig.newQueue();
    Queue replies = rig.newQueue();
    rig.send(queue, "a");
    CountDownLatch inside = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    Connection connection = rig.connect();
    Session session = connection.createSession(Session.SESSION_TRANSACTED);
    session
        .createConsumer(queue)
        .setMessageListener(
            Listeners.checked(
                message -> {
                  inside.countDown();
                  await(goOn);
                  Rig.send(session, replies, "reply");
                  session.commit();
                }));
    await(inside);

    Blocked<String> closed =
        Blocked.in(
            () -> {
              connection.close();
              return "closed";
            });
    goOn.countDown();

    assertThat(closed.result()).isEqualTo("closed");
    assertThat(rig.drain(replies)).containsExactly("reply");
    assertThat(rig.drain(queue)).isEmpty();
  }

  @Test
  void listenerMustNotStopOrCloseWhatWaitsForIt() throws Exception {
    Queue queue = rig.newQueue();
    rig.send(queue, "a");
    BlockingQueue<Throwable> refusals = new LinkedBlockingQueue<>();
    Connection connection = rig.connect();
    Session session = connection.createSession();

    session
        .createConsumer(queue)
        .setMessageListener(
            message -> {
              refusals.add(failureOf(connection::stop));
              refusals.add(failureOf(connection::close));
              refusals.add(failureOf(session::close));
              refusals.add(failureOf(rig.factory()::close));
            });

    for (int i = 0; i < 4; i++) {
      assertThat(take(refusals)).isInstanceOf(IllegalStateException.class);
    }
  }

  private interface Call {
    void run() throws Exception;
  }

  private static Throwable failureOf(Call call) {
    try {
      call.run();
      return new AssertionError("it was not refused");
    } catch (Exception e) {
      return e;
    }
  }

  @Test
  void listenerMayCloseItsOwnConsumer() throws Exception {
    Queue queue = rig.newQueue();
    rig.send(queue, "a", "b");
    BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    Session session = rig.autoSession();
    MessageConsumer consumer = session.createConsumer(queue);

    consumer.setMessageListener(
        Listeners.checked(
            message -> {
              consumer.close();
              heard.add("" + Rig.text(message));
            }));

    assertThat(take(heard)).isEqualTo("a");
    session.close();
    assertThat(heard).isEmpty();
    assertThat(rig.drain(queue)).containsExactly("b");
  }

  @Test
  void closingAConsumerWaitsForItsListener() throws Exception {
    Queue queue = rig.newQueue();
    rig.send(queue, "a");
    CountDownLatch inside = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    AtomicInteger finished = new AtomicInteger();
    MessageConsumer consumer = rig.autoSession().createConsumer(queue);
    consumer.setMessageListener(
        message -> {
          inside.countDown();
          await(goOn);
          finished.incrementAndGet();
        });
    await(inside);

    Blocked<Integer> closed =
        Blocked.in(
            () -> {
              consumer.close();
              return finished.get();
            });
    goOn.countDown();

    assertThat(closed.result()).isEqualTo(1);
  }

  @Test
  void receiveBesideAListenerIsRefused() throws Exception {
    Session session = rig.autoSession();
    MessageConsumer listening = session.createConsumer(rig.newQueue());
    MessageConsumer other = session.createConsumer(rig.newQueue());
    listening.setMessageListener(message -> {});

    assertThatThrownBy(listening::receiveNoWait).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(other::receive).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> other.receive(1)).isInstanceOf(IllegalStateException.class);

    listening.setMessageListener(null);
    assertThat(other.receiveNoWait()).isNull();
  }

  @Test
  void listenerThatWasTakenAwayGetsNothingMore() throws Exception {
    Queue queue = rig.newQueue();
    BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    MessageConsumer consumer = rig.autoSession().createConsumer(queue);
    consumer.setMessageListener(Listeners.checked(message -> heard.add("" + Rig.text(message))));
    rig.send(queue, "a");
    assertThat(take(heard)).isEqualTo("a");

    consumer.setMessageListener(null);
    rig.send(queue, "b");

    assertThat(Rig.text(Rig.receive(consumer))).isEqualTo("b");
    assertThat(heard).isEmpty();
    assertThat(consumer.getMessageListener()).isNull();
  }

  @Test
  void listenerInATransactionCommitsWithItsSession() throws Exception {
    Queue in = rig.newQueue();
    Queue out = rig.newQueue();
    rig.send(in, "a", "b", "c");
    CountDownLatch all = new CountDownLatch(3);
    Session session = rig.transactedSession();

    session
        .createConsumer(in)
        .setMessageListener(
            Listeners.checked(
                message -> {
                  Rig.send(session, out, "re " + Rig.text(message));
                  session.commit();
                  all.countDown();
                }));

    await(all);
    rig.closeConnections();
    assertThat(rig.drain(in)).isEmpty();
    assertThat(rig.drain(out)).containsExactly("re a", "re b", "re c");
  }

  @Test
  void consumerWithoutItsListenerKeepsNoMessageFromOthers() throws Exception {
    Queue queue = rig.newQueue();
    MessageConsumer idle = rig.autoSession().createConsumer(queue);
    idle.setMessageListener(message -> {});
    awaitListenerThreadsWait();
    MessageConsumer other = rig.autoSession().createConsumer(queue);

    idle.setMessageListener(null);
    Blocked<String> received = Blocked.in(() -> "" + Rig.text(other.receive()));
    rig.send(queue, "b");

    assertThat(received.result()).isEqualTo("b");
  }

  /** Returns when they have looked for messages, found none, and wait to be told. */
  private static void awaitListenerThreadsWait() {
    while (Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("tabella-listener"))
        .anyMatch(thread -> thread.getState() != Thread.State.WAITING)) {
      Thread.onSpinWait();
    }
  }

  @Test
  void listenerThatThrowsGetsTheNextMessageWhereTheApplicationAcknowledgesOrCommits()
      throws Exception {
    for (int mode : new int[] {Session.CLIENT_ACKNOWLEDGE, Session.SESSION_TRANSACTED}) {
      Queue queue = rig.newQueue();
      rig.send(queue, "a", "b");
      BlockingQueue<String> heard = new LinkedBlockingQueue<>();
      Session session = rig.session(mode);
      session
          .createConsumer(queue)
          .setMessageListener(
              Listeners.checked(
                  message -> {
                    heard.add(Rig.text(message) + Rig.count(message));
                    throw new UnsupportedOperationException("each time");
                  }));

      assertThat(take(heard)).isEqualTo("a1");
      assertThat(take(heard)).isEqualTo("b1");
      session.close();
      assertThat(heard).isEmpty();
      assertThat(rig.drain(queue)).containsExactly("a", "b");
    }
  }
}
