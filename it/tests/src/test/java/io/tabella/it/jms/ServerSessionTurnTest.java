package io.tabella.it.jms;

import static io.tabella.it.jms.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.jms.Connection;
import jakarta.jms.ConnectionConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What a server's thread runs, beside a session's completion listeners. */
final class ServerSessionTurnTest extends JmsBehaviour {

  private static Callable<String> returning(AutoCloseable call) {
    return () -> {
      call.close();
      return "returned";
    };
  }

  @Test
  void completionListenerWaitsForTheRun() throws Exception {
    Queue queue = rig.newQueue();
    rig.send(queue, "a");
    Connection connection = rig.connect();
    CountDownLatch inside = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    BlockingQueue<String> order = new LinkedBlockingQueue<>();
    StillPool pool =
        new StillPool(
            connection,
            Session.AUTO_ACKNOWLEDGE,
            message -> {
              inside.countDown();
              await(goOn);
              order.add("message");
            });
    connection.createConnectionConsumer(queue, null, pool, 1);
    pool.awaitStart();
    Session session = pool.getSession();
    Thread server = new Thread(session);
    server.start();
    await(inside);
    MessageProducer producer = session.createProducer(rig.newQueue());
    producer.send(session.createMessage(), new Completions(sent -> order.add("completion")));

    Blocked<String> closed = Blocked.in(returning(producer));
    goOn.countDown();

    assertThat(closed.result()).isEqualTo("returned");
    server.join();
    assertThat(order).containsExactly("message", "completion");
  }

  @Test
  void messageThatWaitsForItsTurnGoesBackWhenItsConsumerCloses() throws Exception {
    Queue queue = rig.newQueue();
    rig.send(queue, "a");
    Connection connection = rig.connect();
    CountDownLatch inside = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    AtomicInteger delivered = new AtomicInteger();
    StillPool pool =
        new StillPool(connection, Session.AUTO_ACKNOWLEDGE, message -> delivered.incrementAndGet());
    ConnectionConsumer consumer = connection.createConnectionConsumer(queue, null, pool, 1);
    pool.awaitStart();
    Session session = pool.getSession();
    Completions completions =
        new Completions(
            sent -> {
              inside.countDown();
              await(goOn);
            });
    session.createProducer(rig.newQueue()).send(session.createMessage(), completions);
    await(inside);
    Blocked<String> run = Blocked.in(returning(session::run));

    consumer.close();
    goOn.countDown();

    assertThat(run.result()).isEqualTo("returned");
    assertThat(delivered).hasValue(0);
    assertThat(rig.drain(queue)).containsExactly("a");
  }

  @Test
  void listenerMaySendAsynchronouslyAndCommit() throws Exception {
    Queue queue = rig.newQueue();
    Queue replies = rig.newQueue();
    Connection connection = rig.connect();
    Completions completions = new Completions();
    BlockingQueue<Integer> told = new LinkedBlockingQueue<>();
    try (ServerPool pool =
        ServerPool.of(
            connection,
            1,
            Session.SESSION_TRANSACTED,
            (session, message) -> {
              session.createProducer(replies).send(session.createTextMessage("reply"), completions);
              session.commit();
              told.add(completions.size());
            })) {
      connection.createConnectionConsumer(queue, null, pool, 1);
      rig.send(queue, "request");

      assertThat(told.poll(Rig.LONG, TimeUnit.MILLISECONDS)).isEqualTo(1);
      connection.close();
    }
    assertThat(rig.drain(replies)).containsExactly("reply");
    assertThat(rig.drain(queue)).isEmpty();
  }
}
