package io.tabella.it.jms;

import static io.tabella.it.jms.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.jms.Connection;
import jakarta.jms.IllegalStateException;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** When completion listeners run, what they may do, and who waits for them. */
final class CompletionListenerTest extends JmsBehaviour {

  private interface Call {
    void run() throws Exception;
  }

  private static @Nullable Throwable failureOf(Call call) {
    try {
      call.run();
      return null;
    } catch (Exception e) {
      return e;
    }
  }

  @Test
  void listenerNeverRunsOnTheThreadThatSends() throws Exception {
    Session session = rig.transactedSession();
    MessageProducer producer = session.createProducer(rig.newQueue());
    Completions completions = new Completions();

    producer.send(session.createMessage(), completions);
    session.commit();

    assertThat(completions.next().by()).isNotSameAs(Thread.currentThread());
  }

  @Test
  void listenersOfOneSessionNeverRunAtOnce() throws Exception {
    int each = 200;
    Queue in = rig.newQueue();
    Session session = rig.autoSession();
    MessageProducer producer = session.createProducer(rig.newQueue());
    AtomicInteger running = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    CountDownLatch all = new CountDownLatch(2 * each);
    Listeners.Checked listener =
        message -> {
          most.accumulateAndGet(running.incrementAndGet(), Math::max);
          Thread.onSpinWait();
          running.decrementAndGet();
          all.countDown();
        };
    session.createConsumer(in).setMessageListener(Listeners.checked(listener));

    for (int i = 0; i < each; i++) {
      rig.send(in, "in");
      producer.send(session.createTextMessage("out"), new Completions(listener));
    }

    await(all);
    assertThat(most).hasValue(1);
  }

  @Test
  void completionWaitsForTheMessageListenerThatRuns() throws Exception {
    Queue in = rig.newQueue();
    Session session = rig.autoSession();
    MessageProducer producer = session.createProducer(rig.newQueue());
    CountDownLatch inside = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    BlockingQueue<String> order = new LinkedBlockingQueue<>();
    session
        .createConsumer(in)
        .setMessageListener(
            message -> {
              inside.countDown();
              await(goOn);
              order.add("message");
            });
    rig.send(in, "in");
    await(inside);
    Completions completions = new Completions(sent -> order.add("completion"));
    producer.send(session.createMessage(), completions);

    Blocked<String> closed = Blocked.in(() -> closed(producer));
    goOn.countDown();

    assertThat(closed.result()).isEqualTo("closed");
    assertThat(order).containsExactly("message", "completion");
  }

  private static String closed(AutoCloseable it) throws Exception {
    it.close();
    return "closed";
  }

  @Test
  void closeCommitAndRollbackWaitForTheListenersThatAreToBeCalled() throws Exception {
    for (int way = 0; way < 5; way++) {
      Connection connection = rig.connect();
      Session session = connection.createSession(Session.SESSION_TRANSACTED);
      Queue queue = rig.newQueue();
      MessageProducer producer = session.createProducer(queue);
      List<Call> ways =
          List.of(
              producer::close,
              session::close,
              connection::close,
              session::commit,
              session::rollback);
      Call mine = ways.get(way);
      CountDownLatch inside = new CountDownLatch(1);
      CountDownLatch goOn = new CountDownLatch(1);
      Completions completions =
          new Completions(
              sent -> {
                inside.countDown();
                await(goOn);
              });
      producer.send(session.createMessage(), completions);
      producer.send(session.createMessage(), new Completions(sent -> {}));
      producer.send(session.createMessage(), completions);
      await(inside);

      Blocked<Integer> returned =
          Blocked.in(
              () -> {
                mine.run();
                return completions.size();
              });
      assertThat(rig.drain(queue)).as("way " + way).isEmpty();
      goOn.countDown();

      assertThat(returned.result()).as("way " + way).isEqualTo(2);
    }
  }

  @Test
  void closeWaitsUntilWhatIsOnItsWayIsStored() throws Exception {
    for (int way = 0; way < 3; way++) {
      Queue queue = rig.newQueue();
      Connection connection = rig.connect();
      Session session = connection.createSession();
      MessageProducer producer = session.createProducer(queue);
      AutoCloseable mine = List.of(producer, session, connection).get(way);
      Completions completions = new Completions();

      Blocked<Integer> returned;
      try (HeldLanes held = HeldLanes.in(rig)) {
        producer.send(session.createTextMessage("a"), completions);
        returned =
            Blocked.in(
                () -> {
                  mine.close();
                  return completions.size();
                });
        assertThat(completions.size()).isZero();
      }

      assertThat(returned.result()).as("way " + way).isEqualTo(1);
      assertThat(rig.drain(queue)).containsExactly("a");
    }
  }

  @Test
  void listenersMayUseAllOfTheirConnectionWhileItCloses() throws Exception {
    Connection connection = rig.connect();
    Session first = connection.createSession();
    Session second = connection.createSession();
    BlockingQueue<Message> made = new LinkedBlockingQueue<>();
    Completions completions = new Completions(sent -> made.add(first.createMessage()));

    Blocked<String> closed;
    try (HeldLanes held = HeldLanes.in(rig)) {
      second.createProducer(rig.newQueue()).send(second.createMessage(), completions);
      closed = Blocked.in(() -> closed(connection));
    }

    assertThat(closed.result()).isEqualTo("closed");
    assertThat(made).hasSize(1);
  }

  @Test
  void producerThatClosesWaitsForNoOther() throws Exception {
    Session session = rig.autoSession();
    MessageProducer busy = session.createProducer(rig.newQueue());
    MessageProducer idle = session.createProducer(rig.newQueue());
    Completions completions = new Completions();

    try (HeldLanes held = HeldLanes.in(rig)) {
      busy.send(session.createMessage(), completions);
      idle.close();
      assertThat(completions.size()).isZero();
    }
  }

  @Test
  void listenerMustNotEndWhatWaitsForIt() throws Exception {
    Connection connection = rig.connect();
    Session session = connection.createSession(Session.SESSION_TRANSACTED);
    MessageProducer producer = session.createProducer(rig.newQueue());
    BlockingQueue<Throwable> refusals = new LinkedBlockingQueue<>();
    List<Call> calls =
        List.of(
            producer::close,
            session::close,
            connection::close,
            session::commit,
            session::rollback,
            rig.factory()::close);
    Completions completions =
        new Completions(
            sent -> {
              for (Call call : calls) {
                Throwable failure = failureOf(call);
                refusals.add(failure == null ? new AssertionError("not refused") : failure);
              }
            });

    producer.send(session.createMessage(), completions);

    completions.next();
    assertThat(refusals).hasSize(calls.size());
    assertThat(refusals).allMatch(refusal -> refusal instanceof IllegalStateException);
  }

  @Test
  void listenerMayEndAnotherSessionAndStopItsConnection() throws Exception {
    Queue queue = rig.newQueue();
    Connection connection = rig.connect();
    Session other = connection.createSession(Session.SESSION_TRANSACTED);
    Rig.send(other, queue, "committed by a listener");
    Session session = connection.createSession();
    BlockingQueue<Throwable> failures = new LinkedBlockingQueue<>();
    Completions completions =
        new Completions(
            sent -> {
              for (Call call : List.<Call>of(other::commit, other::close, connection::stop)) {
                Throwable failure = failureOf(call);
                if (failure != null) {
                  failures.add(failure);
                }
              }
            });

    session.createProducer(rig.newQueue()).send(session.createMessage(), completions);

    completions.next();
    assertThat(failures).isEmpty();
    assertThat(rig.drain(queue)).containsExactly("committed by a listener");
  }

  @Test
  void listenerMayUseItsSession() throws Exception {
    Queue in = rig.newQueue();
    Queue out = rig.newQueue();
    rig.send(in, "received");
    Session session = rig.autoSession();
    MessageConsumer consumer = session.createConsumer(in);
    MessageProducer producer = session.createProducer(out);
    Completions inner = new Completions();
    Completions completions =
        new Completions(
            sent -> {
              String text = Rig.text(Rig.receive(consumer));
              producer.send(session.createTextMessage(text + " and sent"));
              producer.send(session.createTextMessage("sent by a listener"), inner);
            });

    producer.send(session.createTextMessage("first"), completions);

    completions.next();
    assertThat(inner.nextText()).isEqualTo("sent by a listener");
    assertThat(rig.drain(out)).containsExactly("first", "received and sent", "sent by a listener");
  }

  @Test
  void listenerThatThrowsDoesNoHarm() throws Exception {
    Queue queue = rig.newQueue();
    Session session = rig.autoSession();
    MessageProducer producer = session.createProducer(queue);
    Completions throwing =
        new Completions(
            sent -> {
              throw new UnsupportedOperationException("planned by a test");
            });
    Completions completions = new Completions();

    producer.send(session.createTextMessage("a"), throwing);
    producer.send(session.createTextMessage("b"), completions);

    assertThat(completions.nextText()).isEqualTo("b");
    producer.close();
    assertThat(rig.drain(queue)).containsExactly("a", "b");
  }

  @Test
  void messageListenerMayCommitWhatItSendsAsynchronously() throws Exception {
    Queue in = rig.newQueue();
    Queue out = rig.newQueue();
    Session session = rig.transactedSession();
    MessageProducer producer = session.createProducer(out);
    Completions completions = new Completions();
    BlockingQueue<Integer> toldBeforeTheEnd = new LinkedBlockingQueue<>();
    session
        .createConsumer(in)
        .setMessageListener(
            Listeners.checked(
                message -> {
                  producer.send(session.createTextMessage("reply"), completions);
                  session.commit();
                  producer.send(session.createTextMessage("another"), completions);
                  producer.close();
                  toldBeforeTheEnd.add(completions.size());
                  session.commit();
                }));

    rig.send(in, "request");

    assertThat(toldBeforeTheEnd.poll(Rig.LONG, TimeUnit.MILLISECONDS)).isEqualTo(2);
    session.close();
    assertThat(rig.drain(out)).containsExactly("reply", "another");
    assertThat(rig.drain(in)).isEmpty();
  }

  @Test
  void listenerThatAlwaysSendsAgainDoesNotKeepItsSessionOpen() throws Exception {
    Session session = rig.autoSession();
    MessageProducer producer = session.createProducer(rig.newQueue());
    CountDownLatch often = new CountDownLatch(20);
    BlockingQueue<Throwable> refusals = new LinkedBlockingQueue<>();
    Completions again =
        new Completions(
            new Listeners.Checked() {
              private @Nullable Completions self;

              @Override
              public void onMessage(Message sent) {
                often.countDown();
                self = self == null ? new Completions(this) : self;
                Completions next = self;
                Throwable failure = failureOf(() -> producer.send(session.createMessage(), next));
                if (failure != null) {
                  refusals.add(failure);
                }
              }
            });
    producer.send(session.createMessage(), again);
    await(often);

    session.close();

    assertThat(refusals).hasSize(1).first().isInstanceOf(IllegalStateException.class);
  }

  @Test
  void closingFromAnotherListenerThreadIsNotADeadlock() throws Exception {
    Session one = rig.autoSession();
    Session two = rig.autoSession();
    Completions completions = new Completions(sent -> closeQuietly(two));
    two.createProducer(rig.newQueue()).send(two.createMessage(), new Completions());

    one.createProducer(rig.newQueue()).send(one.createMessage(), completions);

    completions.next();
    assertThat(failureOf(two::createMessage)).isInstanceOf(IllegalStateException.class);
  }

  private static void closeQuietly(Session session) throws JMSException {
    session.close();
  }
}
